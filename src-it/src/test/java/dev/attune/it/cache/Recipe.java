package dev.attune.it.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recipes of the documents, as they stand there. */
public final class Recipe {
    private Recipe() {}

    /** Returns the first block of a language in {@code docs/cdn.md}. */
    public static String of(String language) throws IOException {
        return of("cdn.md", language);
    }

    /** Returns the first block of a language in a document. */
    static String of(String name, String language) throws IOException {
        String document = Files.readString(Path.of("../docs").resolve(name));
        String fence = "```" + language + "\n";
        int start = document.indexOf(fence) + fence.length();
        return document.substring(start, document.indexOf("```", start));
    }
}

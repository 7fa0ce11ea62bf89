package dev.attune.it.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recipes of {@code docs/cdn.md}, as they stand there. */
public final class Recipe {
    private Recipe() {}

    /** Returns the first block of a language. */
    public static String of(String language) throws IOException {
        String document = Files.readString(Path.of("../docs/cdn.md"));
        String fence = "```" + language + "\n";
        int start = document.indexOf(fence) + fence.length();
        return document.substring(start, document.indexOf("```", start));
    }
}

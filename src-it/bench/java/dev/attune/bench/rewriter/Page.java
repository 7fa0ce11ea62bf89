package dev.attune.bench.rewriter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A page to measure with. */
final class Page {
    /** Resources of Guava's javadoc jar, which is on the class path. */
    private static final List<String> JAVADOC = List.of(
            "com/google/common/collect/ImmutableMap.html",
            "overview-tree.html",
            "com/google/common/base/Splitter.html");

    private final String name;
    private final byte[] bytes;

    private Page(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The shared pages, but only one of those that differ in little more than their title, and pages of javadoc. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        String shared = System.getProperty("attune.shared");
        Path corpus = shared == null ? null : Path.of(shared, "corpus");
        if (corpus != null && Files.isDirectory(corpus)) {
            try (Stream<Path> files = Files.walk(corpus)) {
                for (Path file : files.filter(Page::isMeasured).sorted().toList()) {
                    pages.add(new Page(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
                }
            }
        }
        for (String resource : JAVADOC) {
            try (InputStream in = Page.class.getClassLoader().getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException(resource + " is not on the class path");
                }
                pages.add(new Page(resource.substring(resource.lastIndexOf('/') + 1), in.readAllBytes()));
            }
        }
        return pages;
    }

    private static boolean isMeasured(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".html") && !name.startsWith("homepage-") && !name.equals("red.html");
    }
}

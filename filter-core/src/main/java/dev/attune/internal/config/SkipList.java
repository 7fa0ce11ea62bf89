package dev.attune.internal.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The paths that never need personalization. Immutable. */
public final class SkipList {
    private static final Set<String> DEFAULT_EXTENSIONS = Set.of(
            // images
            "png",
            "jpg",
            "jpeg",
            "gif",
            "webp",
            "avif",
            "svg",
            "ico",
            "bmp",
            "tif",
            "tiff",
            // fonts
            "woff",
            "woff2",
            "ttf",
            "otf",
            "eot",
            // scripts and styles
            "js",
            "mjs",
            "map",
            "css",
            "wasm",
            // media
            "mp3",
            "mp4",
            "m4a",
            "m4v",
            "webm",
            "ogg",
            "ogv",
            "oga",
            "wav",
            "flac",
            "mov",
            "avi",
            // documents and archives, which are never pages
            "pdf",
            "zip",
            "gz",
            "tgz",
            "br",
            "jar",
            "7z",
            "rar");

    private final Set<String> extensions;
    private final Set<String> paths;
    private final List<String> directories;

    private SkipList(Set<String> extensions, Set<String> paths, Set<String> directories) {
        this.extensions = Set.copyOf(extensions);
        this.paths = Set.copyOf(paths);
        this.directories = List.copyOf(directories);
    }

    /**
     * Reads a list as the setting {@code skip} has it.
     *
     * @throws IllegalArgumentException if an item of it is none of the known forms
     */
    public static SkipList parse(String text) {
        Set<String> extensions = new HashSet<>();
        Set<String> paths = new HashSet<>();
        Set<String> directories = new HashSet<>();
        for (String item : text.split(",", -1)) {
            String pattern = item.strip();
            if (pattern.equals("default")) {
                extensions.addAll(DEFAULT_EXTENSIONS);
            } else if (pattern.matches("\\*\\.[^./*]+")) {
                extensions.add(pattern.substring(2).toLowerCase(Locale.ROOT));
            } else if (pattern.matches("/([^*]*/)?\\*")) {
                directories.add(pattern.substring(0, pattern.length() - 1));
            } else if (pattern.matches("/[^*]*")) {
                paths.add(pattern);
            } else {
                throw new IllegalArgumentException("'" + pattern + "'");
            }
        }
        return new SkipList(extensions, paths, directories);
    }

    /** Whether the list holds a path, decoded and inside the context; extensions match in any case. */
    public boolean contains(String path) {
        int dot = path.lastIndexOf('.');
        if (dot > path.lastIndexOf('/') && isSkippedExtension(path.substring(dot + 1))) {
            return true;
        }
        if (!paths.isEmpty() && paths.contains(path)) {
            return true;
        }
        for (int i = 0; i < directories.size(); i++) {
            if (path.startsWith(directories.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSkippedExtension(String extension) {
        return extensions.contains(extension) || extensions.contains(extension.toLowerCase(Locale.ROOT));
    }
}

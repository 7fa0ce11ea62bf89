package dev.attune.jakarta.internal.access;

/** Servlet mappings (Servlet 6, section 12.2): how well a URL pattern fits a path. */
final class UrlPattern {
    private UrlPattern() {}

    /** Returns how well a pattern fits, more for a better fit, or -1 where it does not. */
    static int fit(String pattern, String path) {
        if (pattern.equals(path) || (pattern.isEmpty() && path.equals("/"))) {
            return Integer.MAX_VALUE;
        }
        if (pattern.endsWith("/*")) {
            String folder = pattern.substring(0, pattern.length() - 2);
            boolean fits = path.startsWith(folder)
                    && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
            // Every prefix counts more than every extension.
            return fits ? 2 + folder.length() : -1;
        }
        if (pattern.startsWith("*.")) {
            return path.substring(path.lastIndexOf('/') + 1).endsWith(pattern.substring(1)) ? 1 : -1;
        }
        return pattern.equals("/") ? 0 : -1;
    }
}

package dev.attune.internal.analytics;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of one of Segment's files. There are four kinds, and no other path leads anywhere.
 *
 * @param upstream the path at Segment, without a slash at its start
 * @param holdsKey whether the file holds the write key
 * @param contentType what it is: never what Segment says, because a page from there would run in the own domain
 */
public record LibraryPath(String upstream, boolean holdsKey, String contentType) {
    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final String JSON = "application/json";
    private static final String SEGMENT = "[A-Za-z0-9_-][A-Za-z0-9._~@-]{0,127}";
    private static final Pattern BUNDLE = Pattern.compile("analytics-next/bundles/" + SEGMENT);
    private static final Pattern INTEGRATION = Pattern.compile("next-integrations(/" + SEGMENT + "){1,8}");
    private static final Pattern IS_SCRIPT = Pattern.compile(".*\\.js(\\.gz)?");

    /**
     * Returns the file that a path asks for, or null where it asks for none.
     *
     * @param path below the prefix, decoded and normalized, without a slash at its start
     * @param shownKey the write key as pages show it
     * @param key the write key
     */
    public static @Nullable LibraryPath of(String path, String shownKey, String key) {
        // Lists of ad blockers name the first of these, which Segment's own snippet asks for, and not the second.
        if (path.equals("analytics.js/v1/" + shownKey + "/analytics.min.js")
                || path.equals("v1/" + shownKey + "/analytics.min.js")) {
            return new LibraryPath("analytics.js/v1/" + key + "/analytics.min.js", true, SCRIPT);
        }
        if (path.equals("v1/projects/" + shownKey + "/settings")) {
            return new LibraryPath("v1/projects/" + key + "/settings", true, JSON);
        }
        boolean isKnown =
                BUNDLE.matcher(path).matches() || INTEGRATION.matcher(path).matches();
        if (!isKnown) {
            return null;
        }
        boolean isScript = IS_SCRIPT.matcher(path).matches();
        return new LibraryPath(
                path, false, isScript ? SCRIPT : path.endsWith(".json") || path.endsWith(".map") ? JSON : "text/plain");
    }
}

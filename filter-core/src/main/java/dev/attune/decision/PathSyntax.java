package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import org.jspecify.annotations.Nullable;

/**
 * What a path must look like before a container's dispatcher may see it.
 *
 * <p>A container protects {@code WEB-INF} from requests, not from its own dispatcher, and decodes, unfolds and collapses
 * a dispatcher's path in its own way. So a path that any of the usual containers could read in two ways is refused.
 */
final class PathSyntax {
    /** The most characters that a path may have. */
    static final int MAX_LENGTH = 2048;

    private static final String FORBIDDEN = "%\\;?#";

    private PathSyntax() {}

    /** Returns why a decoded path inside the context is refused, or null where it is fine. Never quotes the path. */
    static @Nullable String problem(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return "a path starts with /";
        }
        if (path.length() > MAX_LENGTH) {
            return "a path has at most " + MAX_LENGTH + " characters";
        }
        int start = 1;
        for (int i = 1; i <= path.length(); i++) {
            char c = i == path.length() ? '/' : path.charAt(i);
            if (c == '/') {
                String problem = segmentProblem(path, start, i);
                if (problem != null) {
                    return problem;
                }
                start = i + 1;
            } else if (FORBIDDEN.indexOf(c) >= 0) {
                return characterProblem(c);
            } else if (Character.isISOControl(c)) {
                return "a path holds no control character";
            } else if (isLoneSurrogate(path, i)) {
                return "a path holds no half of a surrogate pair";
            }
        }
        return null;
    }

    private static String characterProblem(char c) {
        return switch (c) {
            case '?' -> "a path has no query (?): the query of the request is kept";
            case '%' -> "a path is written decoded, without %";
            default -> "a path holds no " + c;
        };
    }

    private static @Nullable String segmentProblem(String path, int start, int end) {
        if (start == end) {
            return end == path.length() ? null : "a path holds no //";
        }
        // Windows drops trailing dots and spaces of a file's name, so `WEB-INF.` is WEB-INF there and `.. ` is `..`.
        int last = end;
        while (last > start && (path.charAt(last - 1) == '.' || path.charAt(last - 1) == ' ')) {
            last--;
        }
        if (last == start) {
            return "a path holds no segment that consists of dots or spaces, such as ..";
        }
        return isProtected(path, start, last, "WEB-INF") || isProtected(path, start, last, "META-INF")
                ? "a path leads neither into WEB-INF nor into META-INF"
                : null;
    }

    /** Whether a segment is a protected folder's name, also as `web-inf` or with a Windows stream as `WEB-INF:x`. */
    private static boolean isProtected(String path, int start, int end, String folder) {
        int after = start + folder.length();
        return path.regionMatches(true, start, folder, 0, folder.length())
                && (after >= end || path.charAt(after) == ':');
    }

    private static boolean isLoneSurrogate(String path, int i) {
        char c = path.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == path.length() || !Character.isLowSurrogate(path.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && !Character.isHighSurrogate(path.charAt(i - 1));
    }

    /** Returns the path checked, for a rule that stops the deployment where it is refused. */
    static String checked(String where, String path) {
        String problem = problem(path);
        if (problem != null) {
            throw new RuleException(where, "found " + MessageText.text(path) + "; " + problem);
        }
        return path;
    }
}

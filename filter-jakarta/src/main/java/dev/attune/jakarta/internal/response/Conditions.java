package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a request (RFC 9110, section 13) until it is clear whether a page answers it.
 *
 * <p>An app that answers them itself would send a 304 for a page that this visitor should see changed, or a part of a page.
 * So GET and HEAD reach it without them, and the response judges them once it is known what the answer is.
 * A path whose extension stands for something other than HTML keeps them: images and downloads go on as they did.
 */
final class Conditions {
    private final HttpServletRequest request;
    private final String path;
    private final boolean hidden;
    private boolean asked;

    private Conditions(HttpServletRequest request, String path, boolean hidden) {
        this.request = request;
        this.path = path;
        this.hidden = hidden;
    }

    static Conditions of(HttpServletRequest request, String path, boolean variation) {
        return new Conditions(request, path, isAsked(request) && (variation || mayBeHtml(request, path)));
    }

    private static boolean isAsked(HttpServletRequest request) {
        String method = request.getMethod();
        return (method.equals("GET") || method.equals("HEAD"))
                && (request.getHeader("If-None-Match") != null
                        || request.getHeader("If-Modified-Since") != null
                        || request.getHeader("Range") != null);
    }

    private static boolean mayBeHtml(HttpServletRequest request, String path) {
        String tags = request.getHeader("If-None-Match");
        if (tags != null && Validator.isOurs(tags)) {
            return true;
        }
        if (path.indexOf('.', path.lastIndexOf('/') + 1) < 0) {
            return true;
        }
        String type = request.getServletContext().getMimeType(path);
        return type == null || ContentType.isHtml(type);
    }

    HttpServletRequest request() {
        return request;
    }

    /** Returns the path of the request inside the context as it can be given to a dispatcher. */
    String path() {
        StringBuilder encoded = new StringBuilder(path.length() + 8);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' || c == ';' || c == '?' || c == '#') {
                encoded.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                encoded.append(c);
            }
        }
        return encoded.isEmpty() ? "/" : encoded.toString();
    }

    boolean areHidden() {
        return hidden;
    }

    /** Notes that the app looked for a condition, so that it means to answer them. */
    void asked() {
        asked = true;
    }

    /** Returns the range that is asked for of a body with these validators, or null for all of it. */
    @Nullable
    ByteRange range(long length, @Nullable String tag, @Nullable String lastModified) {
        String range = hidden && request.getMethod().equals("GET") ? request.getHeader("Range") : null;
        String unchanged = request.getHeader("If-Range");
        boolean holds = unchanged == null
                || (unchanged.startsWith("\"") ? unchanged.equals(tag) : unchanged.equals(lastModified));
        return range != null && holds ? ByteRange.of(range, length) : null;
    }

    /** Tells whether the visitor's copy of a response that depends on the visitor is still good. */
    boolean areNotModified(String tag) {
        return areNotModified(tag, null, true);
    }

    /** Tells whether the copy of a response that is the same for all is still good; only for an app that asks. */
    boolean areNotModifiedForAll(@Nullable String tag, @Nullable String lastModified) {
        return asked && areNotModified(tag, lastModified, false);
    }

    private boolean areNotModified(@Nullable String tag, @Nullable String lastModified, boolean personal) {
        return hidden
                && Validator.isNotModified(
                        request.getHeader("If-None-Match") == null
                                ? null
                                : String.join(",", Collections.list(request.getHeaders("If-None-Match"))),
                        request.getHeader("If-Modified-Since"),
                        tag,
                        lastModified,
                        personal);
    }
}

package dev.attune.jakarta.internal.rules;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The decoded, normalized path of a request inside its context: what routes are matched against. */
public final class RequestPath {
    private RequestPath() {}

    /** Returns whether a request only reads: other methods change something, and only the app knows what. */
    public static boolean isReading(HttpServletRequest request) {
        String method = request.getMethod();
        return method.equals("GET") || method.equals("HEAD");
    }

    /**
     * Returns the path, starting with {@code /}, or null for a path that leads out of the context or holds a control
     * character or backslash: Attune does not touch such a request.
     *
     * <p>Servlet path and path info together are the path on every container; either may be empty (Open Liberty). A welcome
     * file is asked for by its directory, so the directory is its path: Tomcat and others already show the file.
     */
    public static @Nullable String of(HttpServletRequest request) {
        String servletPath = request.getServletPath();
        String pathInfo = request.getPathInfo();
        String path = pathInfo == null ? servletPath : servletPath.isEmpty() ? pathInfo : servletPath + pathInfo;
        if (path.isEmpty()) {
            path = "/";
        }
        String uri = request.getRequestURI();
        if (uri != null && !path.endsWith("/") && isDirectory(uri)) {
            path = path.substring(0, path.lastIndexOf('/') + 1);
        }
        return normalized(path);
    }

    /**
     * Returns the path that a request with this URL path would have, or null where Attune does not touch it: as {@link #of}
     * does, from what stands in a browser's address bar behind the context path. Query and fragment are left out.
     */
    public static @Nullable String ofUrl(String url) {
        int end = 0;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        if (end == 0 || url.charAt(0) != '/') {
            return null;
        }
        String path = url.substring(0, end).replaceAll(";[^/]*", "");
        // Containers refuse an encoded slash, or leave it as it is. Decoded, it would make another path.
        if (path.contains("%2F") || path.contains("%2f")) {
            return null;
        }
        try {
            return normalized(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Returns the path inside the context that a request with this URL path would have, as {@link #ofUrl(String)} does; null also
     * where it belongs to another web app.
     *
     * @param url with the context path at its start, as the browser's address bar shows it
     * @param contextPath the web app's, {@code ""} for the root
     */
    public static @Nullable String ofUrl(String url, String contextPath) {
        String path = ofUrl(url);
        String context = contextPath.isEmpty() ? "" : ofUrl(contextPath);
        if (path == null || context == null) {
            return null;
        }
        if (path.equals(context)) {
            return "/";
        }
        return path.startsWith(context + "/") ? path.substring(context.length()) : null;
    }

    /** Returns the query of a URL as it stands there, or null where there is none. */
    public static @Nullable String queryOfUrl(String url) {
        int fragment = url.indexOf('#');
        String sent = fragment < 0 ? url : url.substring(0, fragment);
        int query = sent.indexOf('?');
        return query < 0 ? null : sent.substring(query + 1);
    }

    private static boolean isDirectory(String uri) {
        if (uri.isEmpty()) {
            return false;
        }
        int parameters = uri.indexOf(';', uri.lastIndexOf('/') + 1);
        return uri.charAt((parameters < 0 ? uri.length() : parameters) - 1) == '/';
    }

    /** Bare Undertow hands on {@code //} and dot segments as they came. */
    static @Nullable String normalized(String path) {
        if (path.charAt(0) != '/') {
            return null;
        }
        boolean plain = true;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c < ' ' || c == '\\' || c == 0x7F) {
                return null;
            }
            if (c == '/' && i + 1 < path.length() && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '.')) {
                plain = false;
            }
        }
        return plain ? path : withoutDotSegments(path);
    }

    private static @Nullable String withoutDotSegments(String path) {
        Deque<String> segments = new ArrayDeque<>();
        boolean directory = false;
        for (String segment : path.substring(1).split("/", -1)) {
            directory = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return null;
                }
            } else if (!directory) {
                segments.addLast(segment);
            }
        }
        String normalized = "/" + String.join("/", segments);
        return directory && !segments.isEmpty() ? normalized + "/" : normalized;
    }
}

package dev.attune.it.response;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/**
 * An app that answers conditions itself, for HTML at {@code /cached/page} and JSON at {@code /cached/data}. Other path info:
 * {@code /cached/nonce} with a policy, {@code /cached/shared} with headers for shared caches, {@code /cached/film} in parts.
 */
public final class CachedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    static final String TAG = "\"v1\"";
    /** Of which {@code /cached/film} knows only one range. */
    static final String FILM = "0123456789".repeat(2000);

    static final String RANGE = "bytes=3-9";

    static final String MODIFIED = "Sun, 06 Nov 1994 08:49:37 GMT";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        response.setHeader("ETag", TAG);
        response.setHeader("Last-Modified", MODIFIED);
        response.setHeader("Cache-Control", path.equals("/strict") ? "no-store" : "public, max-age=600");
        response.setHeader("Vary", "Accept-Encoding");
        if (path.equals("/shared")) {
            response.setHeader("CDN-Cache-Control", "max-age=600");
            response.setHeader("Surrogate-Control", "max-age=600");
            response.setHeader("Expires", "Fri, 06 Nov 2099 08:49:37 GMT");
        }
        if (path.equals("/nonce")) {
            response.setHeader("Content-Security-Policy", "script-src 'nonce-abc'");
        }
        String asked = request.getHeader("If-None-Match");
        if (TAG.equals(asked) || (asked == null && Objects.equals(MODIFIED, request.getHeader("If-Modified-Since")))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (path.equals("/film")) {
            response.setContentType("video/mp4");
            response.setHeader("Accept-Ranges", "bytes");
            String range = request.getHeader("Range");
            boolean isWhole = range == null
                    || !Objects.equals(TAG, Objects.requireNonNullElse(request.getHeader("If-Range"), TAG));
            String body = isWhole ? FILM : FILM.substring(3, 10);
            if (!isWhole) {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader("Content-Range", "bytes 3-9/" + FILM.length());
            }
            response.setContentLength(body.length());
            response.getOutputStream().print(body);
        } else if (path.equals("/data")) {
            response.setContentType("application/json");
            response.getOutputStream().print("{\"<head>\": 1}");
        } else {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write(Pages.page(20));
        }
    }
}

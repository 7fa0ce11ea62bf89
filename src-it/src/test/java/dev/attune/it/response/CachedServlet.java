package dev.attune.it.response;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/**
 * An app that answers conditions itself, for HTML at {@code /cached/page} and JSON at {@code /cached/data}. Other path info:
 * {@code /cached/nonce} with a policy, {@code /cached/shared} with headers for shared caches.
 */
public final class CachedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    static final String TAG = "\"v1\"";
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
        if (path.equals("/data")) {
            response.setContentType("application/json");
            response.getOutputStream().print("{\"<head>\": 1}");
        } else {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write(Pages.page(20));
        }
    }
}

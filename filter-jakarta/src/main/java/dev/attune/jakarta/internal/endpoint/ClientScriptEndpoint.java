package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.transform.ClientScript;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Serves a client script for pages whose policy allows no inline script. It is the same for everybody: caches may keep
 * it, for ever under a URL that names its version.
 */
public final class ClientScriptEndpoint implements Endpoint {
    private final ClientScript script;
    private final byte[] bytes;

    public ClientScriptEndpoint(ClientScript script) {
        this.script = script;
        bytes = script.bytes();
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isHead = request.getMethod().equals("HEAD");
        if (!isHead && !request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String query = request.getQueryString();
        boolean isVersioned = query != null && query.contains(script.version());
        response.setHeader(
                "Cache-Control", isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=300");
        response.setHeader("ETag", script.etag());
        response.setHeader("X-Content-Type-Options", "nosniff");
        String validator = request.getHeader("If-None-Match");
        if (validator != null && validator.contains(script.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(ClientScript.CONTENT_TYPE);
        response.setContentLength(bytes.length);
        if (!isHead) {
            response.getOutputStream().write(bytes);
        }
    }
}

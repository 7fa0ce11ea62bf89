package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.segment.CallRefused;
import dev.attune.jakarta.internal.visitor.BrowserIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets a browser forget its anonymous id: {@code POST …/reset}, which a page's script sends when {@code analytics.reset()} was
 * called. Thread-safe.
 */
public final class ResetEndpoint implements Endpoint {
    private final BrowserIds ids;

    public ResetEndpoint(BrowserIds ids) {
        this.ids = ids;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new CallRefused(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "a reset is sent with POST");
            }
            if (!SameOrigin.isSenderOf(request)) {
                throw new CallRefused(HttpServletResponse.SC_FORBIDDEN, "only pages of this origin may reset");
            }
        } catch (CallRefused e) {
            JsonAnswer.refuse(response, e);
            return;
        }
        ids.forget(request, response);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}

package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The answer to a WebSocket handshake. Attune does not rewrite it. An app that answers it with a page all the same has no cache
 * keep it: other visitors get another page at this address.
 */
final class HandshakeResponse extends HttpServletResponseWrapper {
    private final InnermostResponse innermost;
    private final PagePlan page;

    HandshakeResponse(HttpServletResponse response, PagePlan page) {
        super(InnermostResponse.insert(response));
        innermost = InnermostResponse.below((HttpServletResponse) getResponse());
        this.page = page;
        restrict();
    }

    @Override
    public void reset() {
        super.reset();
        restrict();
    }

    private void restrict() {
        innermost.restrict((HttpServletResponse) getResponse(), page);
    }
}

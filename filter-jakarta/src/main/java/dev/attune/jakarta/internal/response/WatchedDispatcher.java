package dev.attune.jakarta.internal.response;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Says that an include begins: while it lasts, the container may take no headers (Servlet 6.0, section 9.3), and the first
 * bytes of a page may come in it.
 */
final class WatchedDispatcher implements RequestDispatcher {
    private final RequestDispatcher container;
    private final PageBody body;

    WatchedDispatcher(RequestDispatcher container, PageBody body) {
        this.container = container;
        this.body = body;
    }

    @Override
    public void include(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        body.beforeInclude();
        container.include(request, response);
    }

    @Override
    public void forward(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        container.forward(request, response);
    }
}

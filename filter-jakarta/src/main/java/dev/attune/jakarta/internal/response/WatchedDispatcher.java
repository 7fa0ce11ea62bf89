package dev.attune.jakarta.internal.response;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Says when an include begins and ends: while it lasts, headers are not the included servlet's to set (Servlet 6.0, section
 * 9.3), and some containers take none at all.
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
        body.beginInclude();
        try {
            container.include(request, response);
        } finally {
            body.endInclude();
        }
    }

    @Override
    public void forward(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        container.forward(request, response);
    }
}

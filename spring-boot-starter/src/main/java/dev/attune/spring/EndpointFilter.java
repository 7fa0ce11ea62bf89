package dev.attune.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Lets Attune answer its own endpoints ahead of Spring Security, whose CSRF check refuses webhooks and what browsers
 * send in the background: these prove by credentials and tokens of their own that they are right. Mapped on the endpoints' paths only.
 *
 * <p>The personalization filter starts and stops by its own registration.
 */
record EndpointFilter(Filter personalization) implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        personalization.doFilter(request, response, chain);
    }
}

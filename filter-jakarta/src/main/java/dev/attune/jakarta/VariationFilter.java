package dev.attune.jakarta;

import dev.attune.jakarta.internal.ChainEnd;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Forwards to the variation that {@link PersonalizationFilter} has chosen. It stands at the end of the filter chain, so that
 * all filters of the app, such as a log-in or a compressing filter, run for the URL that the visitor asked for.
 *
 * <p>The JAR maps this filter itself. An app declares it only where the container does not read the JAR's start-up, as in
 * Spring Boot: on {@code /*} as the last filter, for the dispatcher types REQUEST and ASYNC, with {@code async-supported}.
 */
public final class VariationFilter implements Filter {
    /** Makes a filter; it has no settings. */
    public VariationFilter() {}

    @Override
    public void init(FilterConfig config) {
        ChainEnd.isPlaced(config.getServletContext(), config.getFilterName());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ChainEnd.reach(request, response, chain);
    }
}

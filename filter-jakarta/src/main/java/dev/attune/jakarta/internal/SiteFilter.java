package dev.attune.jakarta.internal;

import dev.attune.decision.Personalization;
import dev.attune.jakarta.internal.endpoint.HealthEndpoint;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of one filter: what a declared filter and the automatic one share. Before {@link #start} and after {@link #stop}
 * every request passes untouched.
 */
public final class SiteFilter {
    private static final System.Logger LOG = System.getLogger(SiteFilter.class.getPackageName());
    private static final String PRODUCT = "Attune: ";

    private volatile @Nullable Site site;
    private Plugins plugins = new Plugins(List.of());

    /** Starts the site. A wrong setting stops the deployment with a message that says which and why. */
    public void start(FilterConfig config, Consumer<Personalization.Builder> byCode, Plugins found)
            throws ServletException {
        try {
            site = SiteStart.of(config, byCode, found);
            plugins = found;
            DispatchMappings.ensure(config.getFilterName(), config.getServletContext());
        } catch (IllegalArgumentException e) {
            String sentence = String.valueOf(e.getMessage());
            // Tomcat writes why a filter failed into a file of the app's, which is lost where only its output is kept.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Attune: web app ''{0}'' does not start: {1}",
                    config.getServletContext().getContextPath(),
                    sentence.startsWith(PRODUCT) ? sentence.substring(PRODUCT.length()) : sentence);
            throw new ServletException(sentence, e);
        }
    }

    public void serve(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Site running = site;
        if (running != null
                && request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse) {
            CurrentVisit.Facts before = CurrentVisit.enter(Visit.factsOf(request));
            try {
                running.serve(httpRequest, httpResponse, chain);
            } finally {
                CurrentVisit.leave(before);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Returns how the site is; empty where there is nothing that could fail: not started, or no profiles. */
    public Map<String, Object> health() {
        Site running = site;
        HealthEndpoint health = running == null ? null : running.health();
        return health == null ? Map.of() : health.report();
    }

    public void stop() {
        Site running = site;
        site = null;
        plugins.close();
        if (running != null) {
            running.close();
        }
    }
}

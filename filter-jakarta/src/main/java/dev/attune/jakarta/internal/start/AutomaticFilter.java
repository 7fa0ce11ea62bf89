package dev.attune.jakarta.internal.start;

import dev.attune.internal.config.Settings;
import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.jakarta.internal.DispatchMappings;
import dev.attune.jakarta.internal.Plugins;
import dev.attune.jakarta.internal.SiteFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;

/**
 * The filter that {@link AutomaticStart} declared. It does nothing where the app, meanwhile, declared one itself, or where
 * nothing asks for one.
 */
final class AutomaticFilter implements Filter {
    private static final System.Logger LOG = System.getLogger(AutomaticFilter.class.getPackageName());

    private final SiteFilter filter = new SiteFilter();

    @Override
    public void init(FilterConfig config) throws ServletException {
        Plugins plugins = Plugins.find();
        if (isWanted(config, plugins)) {
            filter.start(config, rules -> {}, plugins);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        filter.serve(request, response, chain);
    }

    @Override
    public void destroy() {
        filter.stop();
    }

    private static boolean isWanted(FilterConfig config, Plugins plugins) {
        ServletContext context = config.getServletContext();
        if (DispatchMappings.isRegistered(PersonalizationFilter.class, config.getFilterName(), context)) {
            return false;
        }
        boolean wanted = hasRulesFile(context) || plugins.wantFilter();
        if (wanted) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Attune: no filter is declared, so one serves all paths, ahead of the app's own filters");
        }
        return wanted;
    }

    static boolean hasRulesFile(ServletContext context) {
        try {
            return context.getResource(Settings.RULES.defaultText()) != null;
        } catch (MalformedURLException e) {
            return false;
        }
    }
}

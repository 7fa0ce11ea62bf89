package dev.attune.jakarta;

import dev.attune.jakarta.response.DispatchMappings;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.net.MalformedURLException;

/**
 * The filter that {@link AutomaticStart} declared. It does nothing where the app, meanwhile, declared one itself, or where
 * nothing asks for one.
 */
final class AutomaticFilter extends PersonalizationFilter {
    private static final System.Logger LOG = System.getLogger("dev.attune");
    private static final String RULES_FILE = "/WEB-INF/attune.json";

    @Override
    boolean isWanted(FilterConfig config, Plugins plugins) {
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
            return context.getResource(RULES_FILE) != null;
        } catch (MalformedURLException e) {
            return false;
        }
    }
}

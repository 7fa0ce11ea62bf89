package dev.attune.jakarta.internal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Places the filter that forwards to variations at the end of the filter chain. */
public final class VariationMapping {
    private static final System.Logger LOG = System.getLogger(VariationMapping.class.getPackageName());
    private static final String CLASS_NAME = "dev.attune.jakarta.VariationFilter";
    /** Not a name that an app would choose. */
    private static final String FILTER_NAME = "dev.attune.variation";

    private static final EnumSet<DispatcherType> DISPATCHES = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);

    private final FilterRegistration.Dynamic filter;
    private final Set<String> servlets;

    private VariationMapping(FilterRegistration.Dynamic filter, Set<String> servlets) {
        this.filter = filter;
        this.servlets = servlets;
    }

    /** Declares the filter and returns what maps it, or null where it is declared already or the container refuses. */
    public static @Nullable VariationMapping declare(ServletContext context) {
        try {
            if (isDeclared(context)) {
                return null;
            }
            FilterRegistration.Dynamic added = context.addFilter(FILTER_NAME, CLASS_NAME);
            if (added == null) {
                return null;
            }
            added.setAsyncSupported(true);
            Set<String> servlets = new TreeSet<>();
            context.getFilterRegistrations().values().forEach(other -> servlets.addAll(other.getServletNameMappings()));
            return new VariationMapping(added, servlets);
        } catch (IllegalStateException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "Attune: the container lets no filter be added", e);
            return null;
        }
    }

    /**
     * Maps the filter behind all that are mapped so far. A container runs filters that are mapped to servlet names behind
     * those that are mapped to URLs, so where there are such filters, this one is mapped both ways.
     */
    public void map() {
        try {
            filter.addMappingForUrlPatterns(DISPATCHES, true, "/*");
            if (!servlets.isEmpty()) {
                filter.addMappingForServletNames(DISPATCHES, true, servlets.toArray(String[]::new));
            }
        } catch (IllegalStateException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "Attune: the container refuses filter mappings", e);
        }
    }

    /** Warns where no filter stands at the end of the chain, and a variation would skip filters of the app. */
    static void warnWithout(String filterName, ServletContext context) {
        Set<String> skipped = new TreeSet<>();
        try {
            if (isDeclared(context)) {
                return;
            }
            skipped.addAll(context.getFilterRegistrations().keySet());
        } catch (UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "Attune: the container shows no filter registrations", e);
        }
        skipped.remove(filterName);
        if (!skipped.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: no filter stands at the end of the filter chain, so the forward to a variation leaves from filter '"
                            + filterName + "'. Of these filters, it skips those that are mapped behind it: "
                            + String.join(", ", skipped) + ". Declare " + CLASS_NAME
                            + " as the last filter, on /* with async-supported, for the dispatcher types REQUEST and ASYNC;"
                            + " or say with variationForward = here that nothing is missed");
        }
    }

    private static boolean isDeclared(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> CLASS_NAME.equals(filter.getClassName()));
    }
}

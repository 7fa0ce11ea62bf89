package dev.attune.jakarta.internal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps a filter on FORWARD, ASYNC and ERROR dispatches, whatever its user mapped it on.
 *
 * <p>Without FORWARD, the part of a page that Attune holds back is lost on Tomcat 11, which drops wrappers when a forward returns; without
 * ASYNC, pages that end in another thread lose it; without ERROR, error pages go out as they are. The mapping is for all
 * paths, because a forward may lead anywhere; the filter itself does not touch requests that it did not begin.
 */
public final class DispatchMappings {
    private static final Logger LOG = System.getLogger(DispatchMappings.class.getPackageName());
    private static final EnumSet<DispatcherType> DISPATCHES =
            EnumSet.of(DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR);
    private static final String DONE = "dev.attune.dispatches.";

    private DispatchMappings() {}

    /** Maps each filter of the type, a subclass included. For a listener: then a container must allow it. */
    public static void addFor(Class<? extends Filter> type, ServletContext context) {
        try {
            for (FilterRegistration registration :
                    context.getFilterRegistrations().values()) {
                if (isA(type, registration.getClassName(), context)) {
                    add(registration, context);
                }
            }
        } catch (UnsupportedOperationException e) {
            // A listener that code added, as in Spring Boot, may not ask (Servlet 6, 4.4); the filter's init tries
            // again.
            LOG.log(Level.DEBUG, "Attune: the container shows no filter registrations", e);
        }
    }

    /**
     * Maps the filter that is just being initialized, unless the listener of the web fragment did so before; where the
     * container refuses, logs what its user has to add. Never throws.
     */
    public static void ensure(String filterName, ServletContext context) {
        if (context.getAttribute(DONE + filterName) != null) {
            return;
        }
        FilterRegistration registration = registration(filterName, context);
        if (registration == null || !add(registration, context)) {
            LOG.log(
                    Level.WARNING,
                    "Attune: this container does not let Attune map filter \"{0}\" on all dispatches now, nor see its mappings: unless its"
                            + " mapping names them, pages may lose their last bytes. In web.xml add <dispatcher>REQUEST</dispatcher>"
                            + " <dispatcher>FORWARD</dispatcher> <dispatcher>ASYNC</dispatcher>"
                            + " <dispatcher>ERROR</dispatcher> to its <filter-mapping>; in code, give"
                            + " EnumSet.of(REQUEST, FORWARD, ASYNC, ERROR) to addMappingForUrlPatterns or"
                            + " FilterRegistrationBean.setDispatcherTypes",
                    filterName);
        }
    }

    /** Whether there is a filter of the type, a subclass included, besides the one of the given name. */
    public static boolean isRegistered(Class<? extends Filter> type, String besides, ServletContext context) {
        try {
            return context.getFilterRegistrations().values().stream()
                    .filter(registration -> !besides.equals(registration.getName()))
                    .anyMatch(registration -> isA(type, registration.getClassName(), context));
        } catch (UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "Attune: the container shows no filter registrations", e);
            return false;
        }
    }

    private static boolean add(FilterRegistration registration, ServletContext context) {
        try {
            warnOfTheRootOnly(registration);
            // Before the mappings of others: their wrappers have to be empty when ours is.
            registration.addMappingForUrlPatterns(DISPATCHES, false, "/*");
            if (registration instanceof FilterRegistration.Dynamic dynamic) {
                dynamic.setAsyncSupported(true);
            }
            context.setAttribute(DONE + registration.getName(), true);
            return true;
        } catch (IllegalStateException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "Attune: the container refuses filter mappings", e);
            return false;
        }
    }

    /** For a servlet {@code /} stands for all paths that no other takes; for a filter it is one path. */
    private static void warnOfTheRootOnly(FilterRegistration registration) {
        Collection<String> patterns = registration.getUrlPatternMappings();
        if (registration.getServletNameMappings().isEmpty()
                && !patterns.isEmpty()
                && Set.of("/", "").containsAll(patterns)) {
            LOG.log(
                    Level.WARNING,
                    "Attune: filter \"{0}\" is mapped on \"/\" only, which for a filter is that one path; map it on \"/*\" for"
                            + " all pages",
                    registration.getName());
        }
    }

    private static @Nullable FilterRegistration registration(String filterName, ServletContext context) {
        try {
            return context.getFilterRegistration(filterName);
        } catch (UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "Attune: the container shows no filter registrations", e);
            return null;
        }
    }

    private static boolean isA(Class<? extends Filter> type, @Nullable String className, ServletContext context) {
        if (className == null) {
            return false;
        }
        try {
            return type.isAssignableFrom(Class.forName(className, false, context.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(Level.DEBUG, "Attune: not our filter", e);
            return false;
        }
    }
}

package dev.attune.jakarta.internal.start;

import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.jakarta.internal.DispatchMappings;
import dev.attune.jakarta.internal.Plugins;
import dev.attune.jakarta.internal.VariationMapping;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Declares the filter where the app does not: then the JAR and {@code WEB-INF/attune.json} are enough. Declares the filter
 * at the end of the chain in any case. As an initializer it
 * also runs where {@code web.xml} is {@code metadata-complete}, and sees the filters of {@code web.xml} and annotations.
 */
public final class AutomaticStart implements ServletContainerInitializer {
    /** Not one that an app would choose: its own {@code addFilter} would then find the name taken. */
    static final String FILTER_NAME = "dev.attune.automatic";

    private static final String CDI = "jakarta.enterprise.inject.spi.CDI";

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
        if (DispatchMappings.isRegistered(PersonalizationFilter.class, FILTER_NAME, context)) {
            addVariationFilter(context);
        } else if (mayBeWanted(context)) {
            addFilter(context);
            addVariationFilter(context);
        }
    }

    private static void addVariationFilter(ServletContext context) {
        VariationMapping mapping = VariationMapping.declare(context);
        if (mapping != null) {
            context.addListener(new MappingListener(mapping));
        }
    }

    private static void addFilter(ServletContext context) {
        FilterRegistration.Dynamic filter = context.addFilter(FILTER_NAME, new AutomaticFilter());
        if (filter != null) {
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
            DispatchMappings.ensure(FILTER_NAME, context);
        }
    }

    /** CDI has not begun when initializers run, so that the filter itself has to ask it. */
    private static boolean mayBeWanted(ServletContext context) {
        return AutomaticFilter.hasRulesFile(context)
                || hasCdi()
                || Plugins.find().wantFilter();
    }

    private static boolean hasCdi() {
        try {
            Class.forName(CDI, false, AutomaticStart.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}

package dev.attune.jakarta.internal.start;

import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.jakarta.internal.DispatchMappings;
import dev.attune.jakarta.internal.VariationMapping;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Declared by the JAR's web fragment: maps every {@link PersonalizationFilter} on all dispatches that it must see. */
public final class DispatchListener implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        DispatchMappings.addFor(PersonalizationFilter.class, context);
        // Where no initializer has seen the filter, since code has declared it meanwhile.
        if (DispatchMappings.isRegistered(PersonalizationFilter.class, "", context)) {
            VariationMapping mapping = VariationMapping.declare(context);
            if (mapping != null) {
                mapping.map();
            }
        }
    }
}

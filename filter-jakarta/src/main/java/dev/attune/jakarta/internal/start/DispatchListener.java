package dev.attune.jakarta.internal.start;

import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.jakarta.internal.DispatchMappings;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Declared by the JAR's web fragment: maps every {@link PersonalizationFilter} on all dispatches that it must see. */
public final class DispatchListener implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        DispatchMappings.addFor(PersonalizationFilter.class, event.getServletContext());
    }
}

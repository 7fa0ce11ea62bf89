package dev.attune.it.response;

import dev.attune.jakarta.internal.DispatchMappings;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Maps {@link InjectingFilter} as the listener of Attune's web fragment maps its own filter. */
public final class InjectingStart implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        DispatchMappings.addFor(InjectingFilter.class, event.getServletContext());
    }
}

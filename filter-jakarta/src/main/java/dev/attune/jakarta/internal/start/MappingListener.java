package dev.attune.jakarta.internal.start;

import dev.attune.jakarta.internal.VariationMapping;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Maps a filter when the app has mapped its own: a listener that code adds comes after those that the app declares. */
record MappingListener(VariationMapping mapping) implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        mapping.map();
    }
}

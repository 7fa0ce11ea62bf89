package dev.attune.bench.filter;

import dev.attune.testing.Fake;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a filter without a container. */
record StubConfig(Map<String, String> parameters) implements FilterConfig {
    /** A context at the root, in which nothing is registered. */
    static final ServletContext CONTEXT = Fake.of(ServletContext.class, (method, arguments) -> switch (method) {
        case "getContextPath" -> "";
        case "getServerInfo" -> "benchmark";
        case "getFilterRegistrations", "getServletRegistrations" -> Map.of();
        default -> null;
    });

    @Override
    public String getFilterName() {
        return "attune";
    }

    @Override
    public ServletContext getServletContext() {
        return CONTEXT;
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return parameters.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }
}

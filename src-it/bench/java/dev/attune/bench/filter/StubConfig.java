package dev.attune.bench.filter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a filter without a container. */
record StubConfig(Map<String, String> parameters) implements FilterConfig {
    @Override
    public String getFilterName() {
        return "attune";
    }

    /** A context at the root that knows nothing. */
    @Override
    public ServletContext getServletContext() {
        return (ServletContext) Proxy.newProxyInstance(
                StubConfig.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, args) -> method.getName().equals("getContextPath") ? "" : null);
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

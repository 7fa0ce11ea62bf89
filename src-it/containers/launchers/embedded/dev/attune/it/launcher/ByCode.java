package dev.attune.it.launcher;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Registers in code what a {@code web.xml} says, for an app in whose container nothing reads one, nor web fragments. */
final class ByCode implements ServletContainerInitializer {
    private final WebXml root;

    ByCode(WebXml root) {
        this.root = root;
    }

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        for (WebXml servlet : root.all("servlet")) {
            String name = servlet.text("servlet-name");
            ServletRegistration.Dynamic added = context.addServlet(name, servlet.text("servlet-class"));
            added.setAsyncSupported(Boolean.parseBoolean(servlet.text("async-supported")));
            added.addMapping(mapped("servlet-mapping", "servlet-name", name, "url-pattern")
                    .toArray(String[]::new));
        }
        for (WebXml filter : root.all("filter")) {
            String name = filter.text("filter-name");
            FilterRegistration.Dynamic added = context.addFilter(name, filter.text("filter-class"));
            added.setInitParameters(filter.parameters("init-param"));
            added.setAsyncSupported(Boolean.parseBoolean(filter.text("async-supported")));
            EnumSet<DispatcherType> dispatchers = EnumSet.noneOf(DispatcherType.class);
            mapped("filter-mapping", "filter-name", name, "dispatcher")
                    .forEach(dispatcher -> dispatchers.add(DispatcherType.valueOf(dispatcher)));
            added.addMappingForUrlPatterns(
                    dispatchers.isEmpty() ? null : dispatchers,
                    false,
                    mapped("filter-mapping", "filter-name", name, "url-pattern").toArray(String[]::new));
        }
    }

    private List<String> mapped(String mapping, String key, String name, String wanted) {
        return root.all(mapping).stream()
                .filter(element -> element.text(key).equals(name))
                .flatMap(element -> element.texts(wanted).stream())
                .toList();
    }
}

package dev.attune.it.launcher;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** The registration beans that say in code what a {@code web.xml} says. */
final class Beans {
    private final WebXml root;
    private final ClassLoader loader;

    Beans(WebXml root, ClassLoader loader) {
        this.root = root;
        this.loader = loader;
    }

    void addTo(ConfigurableListableBeanFactory factory) {
        try {
            for (WebXml listener : root.all("listener")) {
                String type = listener.text("listener-class");
                factory.registerSingleton(
                        type, new ServletListenerRegistrationBean<>(instance(type, EventListener.class)));
            }
            for (WebXml servlet : root.all("servlet")) {
                factory.registerSingleton(servlet.text("servlet-name"), servlet(servlet));
            }
            for (WebXml filter : root.all("filter")) {
                factory.registerSingleton(filter.text("filter-name"), filter(filter));
            }
            factory.registerSingleton("errorPages", new ErrorPages(root, loader));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private ServletRegistrationBean<Servlet> servlet(WebXml servlet) throws ReflectiveOperationException {
        String name = servlet.text("servlet-name");
        ServletRegistrationBean<Servlet> bean =
                new ServletRegistrationBean<>(instance(servlet.text("servlet-class"), Servlet.class));
        bean.setName(name);
        bean.setUrlMappings(mapped("servlet-mapping", "servlet-name", name, "url-pattern"));
        bean.setInitParameters(servlet.parameters("init-param"));
        bean.setAsyncSupported(Boolean.parseBoolean(servlet.text("async-supported")));
        if (!servlet.all("multipart-config").isEmpty()) {
            bean.setMultipartConfig(new MultipartConfigElement(""));
        }
        return bean;
    }

    /** Mapped on no dispatch by name, the filter is mapped as Spring Boot does it then: on REQUEST. */
    private FilterRegistrationBean<Filter> filter(WebXml filter) throws ReflectiveOperationException {
        String name = filter.text("filter-name");
        FilterRegistrationBean<Filter> bean =
                new FilterRegistrationBean<>(instance(filter.text("filter-class"), Filter.class));
        bean.setName(name);
        bean.setUrlPatterns(mapped("filter-mapping", "filter-name", name, "url-pattern"));
        bean.setInitParameters(filter.parameters("init-param"));
        bean.setAsyncSupported(Boolean.parseBoolean(filter.text("async-supported")));
        EnumSet<DispatcherType> dispatchers = EnumSet.noneOf(DispatcherType.class);
        mapped("filter-mapping", "filter-name", name, "dispatcher")
                .forEach(dispatcher -> dispatchers.add(DispatcherType.valueOf(dispatcher)));
        if (!dispatchers.isEmpty()) {
            bean.setDispatcherTypes(dispatchers);
        }
        return bean;
    }

    private List<String> mapped(String mapping, String key, String name, String wanted) {
        List<String> found = new ArrayList<>();
        root.all(mapping).stream()
                .filter(element -> element.text(key).equals(name))
                .forEach(element -> found.addAll(element.texts(wanted)));
        return found;
    }

    private <T> T instance(String type, Class<T> as) throws ReflectiveOperationException {
        return loader.loadClass(type).asSubclass(as).getDeclaredConstructor().newInstance();
    }
}

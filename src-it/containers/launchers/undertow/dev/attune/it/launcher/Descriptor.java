package dev.attune.it.launcher;

import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** Reads as much of {@code web.xml} and of the web fragments as the tests write. */
final class Descriptor {
    private final Path app;
    private final DeploymentInfo info;
    private final ClassLoader loader;

    Descriptor(String contextPath, Path app) throws IOException {
        this.app = app;
        loader = AppLoader.of(app);
        info = new DeploymentInfo()
                .setClassLoader(loader)
                .setContextPath(contextPath)
                .setDeploymentName(contextPath)
                .setTempDir(Files.createTempDirectory("undertow"))
                .setResourceManager(new PathResourceManager(app, 1024))
                .addWelcomePage("index.html")
                .setEagerFilterInit(true);
    }

    /** Reads the web fragments, too, as a container does that takes WARs. */
    DeploymentInfo readAll() throws Exception {
        for (Path library : AppLoader.libraries(app)) {
            try (JarFile jar = new JarFile(library.toFile())) {
                ZipEntry fragment = jar.getEntry("META-INF/web-fragment.xml");
                if (fragment != null) {
                    try (InputStream xml = jar.getInputStream(fragment)) {
                        read(WebXml.read(xml));
                    }
                }
            }
        }
        return read();
    }

    DeploymentInfo read() throws Exception {
        Path webXml = app.resolve("WEB-INF/web.xml");
        if (Files.exists(webXml)) {
            read(WebXml.read(webXml));
        }
        return info;
    }

    private void read(WebXml root) throws Exception {
        root.parameters("context-param").forEach(info::addInitParameter);
        for (WebXml listener : root.all("listener")) {
            info.addListener(new ListenerInfo(
                    loader.loadClass(listener.text("listener-class")).asSubclass(EventListener.class)));
        }
        for (WebXml servlet : root.all("servlet")) {
            info.addServlet(servlet(servlet, root));
        }
        for (WebXml filter : root.all("filter")) {
            filter(filter);
        }
        for (WebXml mapping : root.all("filter-mapping")) {
            filterMapping(mapping);
        }
        for (WebXml page : root.all("error-page")) {
            errorPage(page);
        }
    }

    private ServletInfo servlet(WebXml servlet, WebXml root) throws ClassNotFoundException {
        String name = servlet.text("servlet-name");
        ServletInfo added = new ServletInfo(
                        name, loader.loadClass(servlet.text("servlet-class")).asSubclass(Servlet.class))
                .setAsyncSupported(Boolean.parseBoolean(servlet.text("async-supported")));
        servlet.parameters("init-param").forEach(added::addInitParam);
        if (!servlet.all("multipart-config").isEmpty()) {
            added.setMultipartConfig(new MultipartConfigElement(""));
        }
        for (WebXml mapping : root.all("servlet-mapping")) {
            if (mapping.text("servlet-name").equals(name)) {
                mapping.texts("url-pattern").forEach(added::addMapping);
            }
        }
        return added;
    }

    private void filter(WebXml filter) throws ClassNotFoundException {
        FilterInfo added = new FilterInfo(
                        filter.text("filter-name"),
                        loader.loadClass(filter.text("filter-class")).asSubclass(Filter.class))
                .setAsyncSupported(Boolean.parseBoolean(filter.text("async-supported")));
        filter.parameters("init-param").forEach(added::addInitParam);
        info.addFilter(added);
    }

    private void filterMapping(WebXml mapping) {
        List<DispatcherType> dispatchers = new ArrayList<>();
        for (String dispatcher : mapping.texts("dispatcher")) {
            dispatchers.add(DispatcherType.valueOf(dispatcher));
        }
        if (dispatchers.isEmpty()) {
            dispatchers.add(DispatcherType.REQUEST);
        }
        for (DispatcherType dispatcher : dispatchers) {
            for (String pattern : mapping.texts("url-pattern")) {
                info.addFilterUrlMapping(mapping.text("filter-name"), pattern, dispatcher);
            }
            for (String servlet : mapping.texts("servlet-name")) {
                info.addFilterServletNameMapping(mapping.text("filter-name"), servlet, dispatcher);
            }
        }
    }

    private void errorPage(WebXml page) throws ClassNotFoundException {
        String location = page.text("location");
        String code = page.text("error-code");
        String type = page.text("exception-type");
        if (!code.isEmpty()) {
            info.addErrorPage(new ErrorPage(location, Integer.parseInt(code)));
        } else if (!type.isEmpty()) {
            info.addErrorPage(new ErrorPage(location, loader.loadClass(type).asSubclass(Throwable.class)));
        } else {
            info.addErrorPage(new ErrorPage(location));
        }
    }
}

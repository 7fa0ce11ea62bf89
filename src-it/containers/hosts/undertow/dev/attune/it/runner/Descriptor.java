package dev.attune.it.runner;

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
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads as much of {@code web.xml} and of the web fragments as the tests write. */
final class Descriptor {
    private final Path app;
    private final DeploymentInfo info;
    private final URLClassLoader loader;

    Descriptor(String contextPath, Path app) throws IOException {
        this.app = app;
        List<URL> urls = new ArrayList<>();
        urls.add(app.resolve("WEB-INF/classes/").toUri().toURL());
        for (Path library : libraries()) {
            urls.add(library.toUri().toURL());
        }
        loader = new URLClassLoader(urls.toArray(URL[]::new), Descriptor.class.getClassLoader());
        info = new DeploymentInfo()
                .setClassLoader(loader)
                .setContextPath(contextPath)
                .setDeploymentName(contextPath)
                .setTempDir(Files.createTempDirectory("undertow"))
                .setResourceManager(new PathResourceManager(app, 1024))
                .addWelcomePage("index.html")
                .setEagerFilterInit(true);
    }

    DeploymentInfo read() throws Exception {
        for (Path library : libraries()) {
            try (JarFile jar = new JarFile(library.toFile())) {
                ZipEntry fragment = jar.getEntry("META-INF/web-fragment.xml");
                if (fragment != null) {
                    try (InputStream xml = jar.getInputStream(fragment)) {
                        read(xml);
                    }
                }
            }
        }
        Path webXml = app.resolve("WEB-INF/web.xml");
        if (Files.exists(webXml)) {
            try (InputStream xml = Files.newInputStream(webXml)) {
                read(xml);
            }
        }
        return info;
    }

    private List<Path> libraries() throws IOException {
        List<Path> libraries = new ArrayList<>();
        if (Files.isDirectory(app.resolve("WEB-INF/lib"))) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(app.resolve("WEB-INF/lib"), "*.jar")) {
                jars.forEach(libraries::add);
            }
        }
        return libraries;
    }

    private void read(InputStream xml) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml)
                .getDocumentElement();
        parameters(root, "context-param", info::addInitParameter);
        for (Element listener : children(root, "listener")) {
            info.addListener(new ListenerInfo(
                    loader.loadClass(text(listener, "listener-class")).asSubclass(EventListener.class)));
        }
        for (Element servlet : children(root, "servlet")) {
            info.addServlet(servlet(servlet, root));
        }
        for (Element filter : children(root, "filter")) {
            filter(filter);
        }
        for (Element mapping : children(root, "filter-mapping")) {
            filterMapping(mapping);
        }
        for (Element page : children(root, "error-page")) {
            errorPage(page);
        }
    }

    private ServletInfo servlet(Element servlet, Element root) throws ClassNotFoundException {
        String name = text(servlet, "servlet-name");
        ServletInfo added = new ServletInfo(
                        name, loader.loadClass(text(servlet, "servlet-class")).asSubclass(Servlet.class))
                .setAsyncSupported(Boolean.parseBoolean(text(servlet, "async-supported")));
        parameters(servlet, "init-param", added::addInitParam);
        if (!children(servlet, "multipart-config").isEmpty()) {
            added.setMultipartConfig(new MultipartConfigElement(""));
        }
        for (Element mapping : children(root, "servlet-mapping")) {
            if (text(mapping, "servlet-name").equals(name)) {
                children(mapping, "url-pattern")
                        .forEach(pattern ->
                                added.addMapping(pattern.getTextContent().trim()));
            }
        }
        return added;
    }

    private void filter(Element filter) throws ClassNotFoundException {
        FilterInfo added = new FilterInfo(
                        text(filter, "filter-name"),
                        loader.loadClass(text(filter, "filter-class")).asSubclass(Filter.class))
                .setAsyncSupported(Boolean.parseBoolean(text(filter, "async-supported")));
        parameters(filter, "init-param", added::addInitParam);
        info.addFilter(added);
    }

    private void filterMapping(Element mapping) {
        List<DispatcherType> dispatchers = new ArrayList<>();
        for (Element dispatcher : children(mapping, "dispatcher")) {
            dispatchers.add(DispatcherType.valueOf(dispatcher.getTextContent().trim()));
        }
        if (dispatchers.isEmpty()) {
            dispatchers.add(DispatcherType.REQUEST);
        }
        for (DispatcherType dispatcher : dispatchers) {
            for (Element pattern : children(mapping, "url-pattern")) {
                info.addFilterUrlMapping(
                        text(mapping, "filter-name"), pattern.getTextContent().trim(), dispatcher);
            }
            for (Element servlet : children(mapping, "servlet-name")) {
                info.addFilterServletNameMapping(
                        text(mapping, "filter-name"), servlet.getTextContent().trim(), dispatcher);
            }
        }
    }

    private void errorPage(Element page) throws ClassNotFoundException {
        String location = text(page, "location");
        String code = text(page, "error-code");
        String type = text(page, "exception-type");
        if (!code.isEmpty()) {
            info.addErrorPage(new ErrorPage(location, Integer.parseInt(code)));
        } else if (!type.isEmpty()) {
            info.addErrorPage(new ErrorPage(location, loader.loadClass(type).asSubclass(Throwable.class)));
        } else {
            info.addErrorPage(new ErrorPage(location));
        }
    }

    private static void parameters(Element parent, String name, BiConsumer<String, String> add) {
        for (Element parameter : children(parent, name)) {
            add.accept(text(parameter, "param-name"), text(parameter, "param-value"));
        }
    }

    /** Returns the trimmed text of the first child element of that name, or "" without one. */
    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().trim();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}

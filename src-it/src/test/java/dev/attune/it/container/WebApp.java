package dev.attune.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A small web app, put together by a test. Not thread-safe until it is deployed. */
public final class WebApp {
    private static final String BEANS_XML = "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"3.0\""
            + " bean-discovery-mode=\"annotated\"/>";
    /** Of each library one, to which all web apps of this JVM link: else the tests write ten gigabytes of jars. */
    private static final Map<Path, Path> COPIES = new ConcurrentHashMap<>();

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final List<Path> libraries = new ArrayList<>();
    private final StringBuilder descriptor = new StringBuilder();
    private String rootAttributes = "";
    private boolean hasDescriptor = true;

    private WebApp() {}

    public static WebApp create() {
        return new WebApp();
    }

    /** Adds a file; the path is relative to the web app's root. */
    public WebApp file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public WebApp file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /** Adds classes of the tests, each with its nested classes, to {@code WEB-INF/classes}. */
    public WebApp classes(Class<?>... added) {
        classes.addAll(Arrays.asList(added));
        return this;
    }

    /** Adds a jar to {@code WEB-INF/lib}. */
    public WebApp library(Path jar) {
        libraries.add(jar);
        return this;
    }

    /** Adds Attune and what it needs at run time to {@code WEB-INF/lib}, as this build made it. */
    public WebApp attune() {
        libraries.addAll(AttuneLibraries.jars());
        return this;
    }

    /** Adds Weld to {@code WEB-INF/lib}, for containers that bring no CDI, and says that the app's classes are beans. */
    public WebApp cdi(Container container) {
        if (!container.hasCdi()) {
            libraries.addAll(AttuneLibraries.weld());
        }
        return file("WEB-INF/beans.xml", BEANS_XML);
    }

    /** Writes no {@code web.xml}: annotations and fragments say it all. */
    public WebApp withoutWebXml() {
        hasDescriptor = false;
        return this;
    }

    /** Adds attributes to the root element of {@code web.xml}. */
    public WebApp webXmlAttributes(String attributes) {
        rootAttributes = " " + attributes;
        return this;
    }

    /** Adds elements to {@code web.xml}. */
    public WebApp webXml(String elements) {
        descriptor.append(elements).append('\n');
        return this;
    }

    /** Adds a servlet and its class; asynchronous processing is supported. */
    public WebApp servlet(Class<?> type, String... patterns) {
        classes(type);
        String name = type.getName();
        webXml("<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + name
                + "</servlet-class><async-supported>true</async-supported></servlet>");
        for (String pattern : patterns) {
            webXml("<servlet-mapping><servlet-name>" + name + "</servlet-name><url-pattern>" + pattern
                    + "</url-pattern></servlet-mapping>");
        }
        return this;
    }

    /** Adds a filter for all paths; no dispatcher means REQUEST. Its class must be there by other means. */
    public WebApp filter(String className, Map<String, String> parameters, String... dispatchers) {
        StringBuilder filter = new StringBuilder("<filter><filter-name>" + className + "</filter-name><filter-class>"
                + className + "</filter-class><async-supported>true</async-supported>");
        parameters.forEach((name, value) -> filter.append("<init-param><param-name>" + name
                + "</param-name><param-value><![CDATA[" + value + "]]></param-value></init-param>"));
        filter.append(
                "</filter><filter-mapping><filter-name>" + className + "</filter-name><url-pattern>/*</url-pattern>");
        for (String dispatcher : dispatchers) {
            filter.append("<dispatcher>" + dispatcher + "</dispatcher>");
        }
        return webXml(filter + "</filter-mapping>");
    }

    Path writeTo(Path folder) throws IOException {
        if (hasDescriptor) {
            String xml =
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\""
                            + " version=\"6.0\"" + rootAttributes + ">\n" + descriptor + "</web-app>\n";
            write(folder.resolve("WEB-INF/web.xml"), xml.getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(folder.resolve(file.getKey()), file.getValue());
        }
        for (Class<?> type : classes) {
            copyClass(type, folder.resolve("WEB-INF/classes"));
        }
        for (Path library : libraries) {
            Path place = folder.resolve("WEB-INF/lib").resolve(library.getFileName());
            Files.createDirectories(place.getParent());
            Files.createLink(place, COPIES.computeIfAbsent(library, WebApp::copied));
        }
        return folder;
    }

    private static Path copied(Path library) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "webapps").toAbsolutePath());
            Path copy = Files.createTempDirectory(folder, "library").resolve(library.getFileName());
            write(copy, Files.readAllBytes(library));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyClass(Class<?> type, Path target) throws IOException {
        String file = type.getName().replace('.', '/');
        Path directory;
        try {
            directory = Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve(file)
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
        String simple = file.substring(file.lastIndexOf('/') + 1);
        // Open Liberty's CDI asks a nested class for the class around it.
        String outermost = type.getNestHost().getSimpleName() + ".class";
        try (Stream<Path> siblings = Files.list(directory)) {
            for (Path sibling : (Iterable<Path>) siblings::iterator) {
                String name = sibling.getFileName().toString();
                if (name.equals(simple + ".class") || name.startsWith(simple + "$") || name.equals(outermost)) {
                    write(
                            target.resolve(type.getPackageName().replace('.', '/'))
                                    .resolve(name),
                            Files.readAllBytes(sibling));
                }
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        // Two containers, or two apps on one, tell the same validators of it.
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }
}

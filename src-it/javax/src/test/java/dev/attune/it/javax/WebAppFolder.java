package dev.attune.it.javax;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An exploded web app, put together by a test. */
final class WebAppFolder {
    private final Path path;
    private final StringBuilder descriptor = new StringBuilder();

    WebAppFolder(Path path) {
        this.path = path;
    }

    /** Adds a file; its place is relative to the web app's root. */
    WebAppFolder file(String place, String text) throws IOException {
        Files.writeString(inPlace(place), text);
        return this;
    }

    WebAppFolder library(Path jar) throws IOException {
        Files.copy(jar, inPlace("WEB-INF/lib/" + jar.getFileName()));
        return this;
    }

    /** Adds elements to {@code web.xml}. */
    WebAppFolder webXml(String elements) {
        descriptor.append(elements).append('\n');
        return this;
    }

    /** Adds a servlet of the tests and its class. */
    WebAppFolder servlet(Class<?> type, String... patterns) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Files.copy(Path.of("target", "test-classes").resolve(file), inPlace("WEB-INF/classes/" + file));
        webXml("<servlet><servlet-name>" + type.getSimpleName() + "</servlet-name><servlet-class>" + type.getName()
                + "</servlet-class></servlet><servlet-mapping><servlet-name>" + type.getSimpleName()
                + "</servlet-name><url-pattern>" + String.join("</url-pattern><url-pattern>", patterns)
                + "</url-pattern></servlet-mapping>");
        return this;
    }

    /** Writes {@code web.xml} and returns the folder. */
    Path path() throws IOException {
        file(
                "WEB-INF/web.xml",
                "<web-app xmlns=\"http://xmlns.jcp.org/xml/ns/javaee\" version=\"4.0\">\n" + descriptor
                        + "</web-app>\n");
        return path;
    }

    private Path inPlace(String place) throws IOException {
        Path file = path.resolve(place);
        Files.createDirectories(file.getParent());
        return file;
    }
}

package dev.attune.it.launcher;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads the classes of an exploded web app, for containers that leave that to others. */
final class AppLoader {
    private AppLoader() {}

    static URLClassLoader of(Path app) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(app.resolve("WEB-INF/classes/").toUri().toURL());
        for (Path library : libraries(app)) {
            urls.add(library.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), AppLoader.class.getClassLoader());
    }

    static List<Path> libraries(Path app) throws IOException {
        List<Path> libraries = new ArrayList<>();
        if (Files.isDirectory(app.resolve("WEB-INF/lib"))) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(app.resolve("WEB-INF/lib"), "*.jar")) {
                jars.forEach(libraries::add);
            }
        }
        return libraries;
    }
}

package dev.attune.jakarta.internal.visitor;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an app keeps data if no setting says it: a folder that outlives a restart and a new deployment, if there is one. The
 * first of these counts that can be written:
 *
 * <ol>
 *   <li>the system property {@code attune.dir}, or else the environment variable {@code ATTUNE_DIR}
 *   <li>the folder {@code attune} in the data directory that the container's own system property names
 *   <li>the folder {@code attune} in the container's temporary directory for the app
 * </ol>
 *
 * <p>In the first two each app has a folder of its own, by its context path.
 *
 * @param path the folder, which may have to be made
 * @param isLasting whether it outlives a restart and a new deployment
 */
record DataDirectory(Path path, boolean isLasting) {
    static final String FOLDER = "attune";

    /** WildFly, GlassFish and Payara, Tomcat and TomEE, Jetty. Liberty's has two parts. */
    private static final List<String> OF_CONTAINERS =
            List.of("jboss.server.data.dir", "com.sun.aas.instanceRoot", "catalina.base", "jetty.base");

    /** Embedded servers in a temporary folder that is another at every start: Spring Boot's, and Payara Micro. */
    private static final Pattern OF_ONE_START =
            Pattern.compile("(tomcat|jetty|undertow)[.-]\\d+[.-]\\d+|payaramicro-rt.*");

    /**
     * Finds the folder of an app.
     *
     * @param properties system properties by name
     * @param environment environment variables by name
     * @param contextPath the app's
     * @param temporary the container's temporary directory for the app, or null where it names none
     * @return null where there is no such folder
     */
    static @Nullable DataDirectory of(
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment,
            String contextPath,
            @Nullable Path temporary) {
        String app = contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace('/', '#');
        String named = properties.apply("attune.dir");
        String directory = named == null || named.isBlank() ? environment.apply("ATTUNE_DIR") : named;
        if (directory != null && !directory.isBlank()) {
            // Whether it can be written is not asked: it was named, so it is to be used or the log says why not.
            return new DataDirectory(Path.of(directory.strip()).toAbsolutePath().resolve(app), true);
        }
        for (Path base : ofContainer(properties)) {
            Path folder = base.resolve(FOLDER);
            if (Files.isWritable(Files.exists(folder) ? folder : base)) {
                return new DataDirectory(folder.resolve(app), true);
            }
        }
        return temporary == null ? null : new DataDirectory(temporary.resolve(FOLDER), false);
    }

    private static List<Path> ofContainer(Function<String, @Nullable String> properties) {
        List<@Nullable String> names = new ArrayList<>();
        for (String property : OF_CONTAINERS) {
            names.add(properties.apply(property));
        }
        String libertyUser = properties.apply("wlp.user.dir");
        String libertyServer = properties.apply("wlp.server.name");
        if (libertyUser != null && libertyServer != null) {
            names.add(libertyUser + "/servers/" + libertyServer);
        }
        List<Path> paths = new ArrayList<>();
        for (String name : names) {
            if (name != null && !name.isBlank()) {
                try {
                    Path path = Path.of(name).toAbsolutePath().normalize();
                    if (Files.isDirectory(path) && !isOfOneStart(path)) {
                        paths.add(path);
                    }
                } catch (InvalidPathException e) {
                    // What names no folder is no data directory.
                }
            }
        }
        return paths;
    }

    private static boolean isOfOneStart(Path path) {
        for (Path part : path) {
            if (OF_ONE_START.matcher(part.toString()).matches()) {
                return true;
            }
        }
        return false;
    }
}

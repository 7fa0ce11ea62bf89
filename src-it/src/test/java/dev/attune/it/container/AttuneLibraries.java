package dev.attune.it.container;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Attune's own jars and those it needs, found on the class path of the tests. */
final class AttuneLibraries {
    private static final Pattern THIRD_PARTY = Pattern.compile(
            "(ehcache|cache-api|parsson|jakarta\\.json-api|slf4j|h2-mvstore|lettuce|netty|reactor|reactive)"
                    + ".*\\.jar");
    private static final Pattern WELD = Pattern.compile(
            "(weld-|jboss-(logging|classfilewriter)-\\d|jakarta\\.(enterprise|inject|interceptor)).*\\.jar");
    private static final Pattern OURS = Pattern.compile("attune-filter-(core|jakarta).*\\.jar");

    private AttuneLibraries() {}

    /** Weld and the interfaces of CDI; expressions are the container's. */
    static List<Path> weld() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> WELD.matcher(path.getFileName().toString()).matches())
                .toList();
    }

    static List<Path> jars() {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            if (OURS.matcher(name).matches() || THIRD_PARTY.matcher(name).matches()) {
                jars.add(path);
            } else if (name.equals("classes") && path.toString().contains("filter-")) {
                jars.add(pack(path));
            }
        }
        return jars;
    }

    /** Makes a jar of a module's classes, which is what its class path entry is while nothing was packaged. */
    private static Path pack(Path classes) {
        String module = classes.resolve("../..").normalize().getFileName().toString();
        try {
            Path jar = Files.createTempDirectory("attune").resolve("attune-" + module + ".jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out);
                    Stream<Path> files = Files.walk(classes)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    entries.putNextEntry(
                            new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, entries);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

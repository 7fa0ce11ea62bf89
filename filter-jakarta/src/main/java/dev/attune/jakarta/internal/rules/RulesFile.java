package dev.attune.jakarta.internal.rules;

import dev.attune.decision.RuleException;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.config.Settings;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The file that the setting {@code rules} names. */
public final class RulesFile {
    private static final int MOST_BYTES = 4 << 20;
    private static final String CLASS_PATH = "classpath:";

    private final String location;
    private final Configuration configuration;
    private final ServletContext context;
    private final @Nullable Path path;

    private RulesFile(String location, Configuration configuration, ServletContext context, @Nullable Path path) {
        this.location = location;
        this.configuration = configuration;
        this.context = context;
        this.path = path;
    }

    /**
     * Returns the file that the setting names.
     *
     * @throws SettingException if the setting names no file: URL
     */
    public static RulesFile of(Configuration configuration, ServletContext context) {
        String location = configuration.get(Settings.RULES);
        return new RulesFile(location, configuration, context, path(location, configuration, context));
    }

    private static @Nullable Path path(String location, Configuration configuration, ServletContext context) {
        if (location.startsWith(CLASS_PATH)) {
            URL resource = context.getClassLoader().getResource(resourceName(location));
            return resource != null && "file".equals(resource.getProtocol())
                    ? Path.of(URI.create(resource.toString()))
                    : null;
        }
        if (location.startsWith("/")) {
            String real = context.getRealPath(location);
            return real == null ? null : Path.of(real);
        }
        try {
            return Path.of(URI.create(location));
        } catch (IllegalArgumentException e) {
            throw configuration.problem(Settings.RULES, "'" + location + "' is no file: URL: " + e.getMessage());
        }
    }

    /** Whether the container hands the file to browsers. Some file systems do not tell upper and lower case apart. */
    public boolean isServed() {
        String lower = location.toLowerCase(Locale.ROOT);
        return location.startsWith("/") && !lower.startsWith("/web-inf/") && !lower.startsWith("/meta-inf/");
    }

    /** Returns the file's name as the setting has it. */
    public String location() {
        return location;
    }

    /** Returns the exception for a mistake in the file, with the file's name and the mistake's place. */
    public SettingException problem(RuleException mistake) {
        return problem("in " + location + ", " + mistake.getMessage());
    }

    private SettingException problem(String problem) {
        return configuration.problem(Settings.RULES, problem);
    }

    /** Whether the file lies on a disk, where it may change while the app runs; a packed WAR never does. */
    boolean mayChange() {
        return path != null;
    }

    /**
     * Returns what tells one state of the file from the next without reading it. Follows links, because Kubernetes
     * replaces a mounted file by turning a link.
     */
    Stamp stamp() {
        if (path == null) {
            return Stamp.ABSENT;
        }
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return file.isRegularFile()
                    ? new Stamp(file.lastModifiedTime(), file.size(), file.fileKey())
                    : Stamp.ABSENT;
        } catch (IOException e) {
            return Stamp.ABSENT;
        }
    }

    /**
     * Reads the file.
     *
     * @throws SettingException if it cannot be read, is too large or is not UTF-8, or is absent though a setting names it
     */
    public Content read() {
        // Ahead of the text, so that a change in between is seen as a change.
        Stamp stamp = stamp();
        try (InputStream file = open()) {
            if (file == null) {
                if (configuration.isSet(Settings.RULES)) {
                    throw problem("there is no file '" + location + "'" + hint());
                }
                return new Content(stamp, null);
            }
            byte[] bytes = file.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw problem("the file '" + location + "' is larger than 4 MB");
            }
            return new Content(
                    stamp,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw problem("the file '" + location + "' is not UTF-8");
        } catch (IOException e) {
            throw problem("the file '" + location + "' cannot be read: " + e.getMessage());
        }
    }

    /** A path inside the web app is easily taken for one on the disk. */
    private String hint() {
        try {
            return location.startsWith("/") && Files.isRegularFile(Path.of(location))
                    ? " in the web app; for the one on the disk write '"
                            + Path.of(location).toUri() + "'"
                    : "";
        } catch (InvalidPathException e) {
            return "";
        }
    }

    /** A file on disk is read there and then: a container may answer from a cache of its own (Tomcat, for 5 seconds). */
    private @Nullable InputStream open() throws IOException {
        if (path != null && Files.isRegularFile(path)) {
            return Files.newInputStream(path);
        }
        if (location.startsWith(CLASS_PATH)) {
            return context.getClassLoader().getResourceAsStream(resourceName(location));
        }
        return location.startsWith("/") ? context.getResourceAsStream(location) : null;
    }

    private static String resourceName(String location) {
        String name = location.substring(CLASS_PATH.length());
        return name.startsWith("/") ? name.substring(1) : name;
    }

    /**
     * The contents as read.
     *
     * @param stamp the file's state
     * @param text its text, or null where there is no file
     */
    public record Content(Stamp stamp, @Nullable String text) {}

    /** One state of the file. */
    public record Stamp(
            FileTime modified, long size, @Nullable Object key) {
        /** There is no file, or none that can be looked at. */
        static final Stamp ABSENT = new Stamp(FileTime.fromMillis(0), -1, null);
    }
}

package dev.attune.jakarta;

import dev.attune.config.Configuration;
import dev.attune.config.SettingException;
import dev.attune.config.Settings;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the file that the setting {@code rules} names. */
final class RulesFile {
    private static final int MOST_BYTES = 4 << 20;

    private RulesFile() {}

    /** Returns the file's text, or null where there is none and none was asked for. */
    static @Nullable String read(Configuration configuration, ServletContext context) {
        String location = configuration.get(Settings.RULES);
        try (InputStream file = open(location, context)) {
            if (file == null) {
                if (configuration.isSet(Settings.RULES)) {
                    throw SettingException.of(Settings.RULES, "there is no file '" + location + "'");
                }
                return null;
            }
            byte[] bytes = file.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw SettingException.of(Settings.RULES, "the file '" + location + "' is larger than 4 MB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SettingException.of(Settings.RULES, "the file '" + location + "' is not UTF-8");
        } catch (IOException e) {
            throw SettingException.of(Settings.RULES, "the file '" + location + "' cannot be read: " + e.getMessage());
        }
    }

    private static @Nullable InputStream open(String location, ServletContext context) throws IOException {
        if (location.startsWith("/")) {
            return context.getResourceAsStream(location);
        }
        Path path;
        try {
            path = Path.of(URI.create(location));
        } catch (IllegalArgumentException e) {
            throw SettingException.of(Settings.RULES, "'" + location + "' is no file: URL: " + e.getMessage());
        }
        return Files.isRegularFile(path) ? Files.newInputStream(path) : null;
    }
}

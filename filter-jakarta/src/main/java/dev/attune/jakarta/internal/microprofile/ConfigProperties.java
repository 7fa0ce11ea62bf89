package dev.attune.jakarta.internal.microprofile;

import dev.attune.internal.config.Setting;
import dev.attune.internal.config.SettingSource;
import dev.attune.internal.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Our properties in MicroProfile Config; apart, because nothing may load this class where there is none. */
final class ConfigProperties {
    private static final String PREFIX = "attune.";

    private ConfigProperties() {}

    /** The API may be there without an implementation, or for other apps only. */
    static boolean areThere() {
        try {
            ConfigProvider.getConfig();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /**
     * Asks for each setting by name, since a property may come from an environment variable whose name tells nothing of upper
     * and lower case; and lists the others that carry our prefix, so that a mistyped one is not passed over.
     */
    static @Nullable SettingSource read() {
        Config config = ConfigProvider.getConfig();
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.all()) {
            add(config, setting.name(), values);
        }
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                add(config, property.substring(PREFIX.length()), values);
            }
        }
        return values.isEmpty() ? null : new SettingSource("property '" + PREFIX, "' of MicroProfile Config", values);
    }

    private static void add(Config config, String name, Map<String, String> values) {
        // It has replaced its own references already: a ${ that is left is meant.
        try {
            config.getOptionalValue(PREFIX + name, String.class)
                    .ifPresent(value -> values.putIfAbsent(name, value.replace("${", "$${")));
        } catch (NoSuchElementException | IllegalArgumentException e) {
            // Without the server's message, which may quote a secret.
            throw new IllegalArgumentException(
                    "Attune: property '" + PREFIX + name
                            + "' of MicroProfile Config cannot be read: it refers to a property" + " that is not set",
                    e);
        }
    }
}

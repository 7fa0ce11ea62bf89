package dev.attune.jakarta.microprofile;

import dev.attune.config.SettingSource;
import dev.attune.jakarta.Plugin;
import org.jspecify.annotations.Nullable;

/** Reads the properties {@code attune.NAME} of the app's MicroProfile Config. */
public final class MicroProfilePlugin implements Plugin {
    @Override
    public boolean isUsable() {
        try {
            Class.forName(
                    "org.eclipse.microprofile.config.ConfigProvider", false, MicroProfilePlugin.class.getClassLoader());
            return ConfigProperties.areThere();
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public @Nullable SettingSource settings() {
        return ConfigProperties.read();
    }
}

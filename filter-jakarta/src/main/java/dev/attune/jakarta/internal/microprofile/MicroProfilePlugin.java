package dev.attune.jakarta.internal.microprofile;

import dev.attune.internal.config.SettingSource;
import dev.attune.jakarta.internal.Plugin;
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

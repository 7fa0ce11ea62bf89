package dev.attune.jakarta.internal;

import dev.attune.decision.Personalization;
import dev.attune.internal.config.SettingSource;
import dev.attune.internal.store.ProfileStore;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The plugins for what this server has. */
public record Plugins(List<Plugin> usable) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Plugins.class.getPackageName());

    /** Finds those in the filter's own JAR: an app's class path is none of its business. */
    public static Plugins find() {
        List<Plugin> usable = new ArrayList<>();
        Iterator<Plugin> found =
                ServiceLoader.load(Plugin.class, Plugin.class.getClassLoader()).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return new Plugins(List.copyOf(usable));
                }
                Plugin plugin = found.next();
                if (plugin.isUsable()) {
                    usable.add(plugin);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.log(System.Logger.Level.DEBUG, "Attune: a part of the server is not there, or not as expected", e);
            }
        }
    }

    public boolean wantFilter() {
        return usable.stream().anyMatch(plugin -> plugin.wantsFilter() || plugin.settings() != null);
    }

    List<SettingSource> settings() {
        return usable.stream().map(Plugin::settings).filter(Objects::nonNull).toList();
    }

    void personalize(Personalization.Builder rules) {
        usable.forEach(plugin -> plugin.personalize(rules));
    }

    void start(ServletContext context, @Nullable ProfileStore store) {
        usable.forEach(plugin -> plugin.start(context, store));
    }

    @Override
    public void close() {
        usable.forEach(Plugin::close);
    }
}

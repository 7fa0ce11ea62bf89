package dev.attune.internal.config;

import dev.attune.internal.text.NearestName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The settings of one deployment, read and checked. Each remembers its place for messages. Immutable. */
public final class Configuration {
    /** @param where what a message calls the place of the value */
    private record Placed(Object value, String where) {}

    private final Map<Setting<?>, Placed> values;
    private final Map<Setting<?>, Object> defaults;

    private Configuration(Map<Setting<?>, Placed> values, Map<Setting<?>, Object> defaults) {
        this.values = Map.copyOf(values);
        this.defaults = Map.copyOf(defaults);
    }

    /**
     * Reads init parameters; {@code ${NAME}} in them is a system property or, failing that, an environment variable.
     *
     * @throws SettingException at the first parameter that is unknown or has no valid value
     */
    public static Configuration of(Map<String, String> initParameters) {
        return of(List.of(SettingSource.initParameters(initParameters)));
    }

    /**
     * Reads settings from several places, the first of which to name a setting counts; {@code ${NAME}} is replaced in all.
     *
     * @throws SettingException at the first setting that is unknown or has no valid value, whether it counts or not
     */
    public static Configuration of(List<SettingSource> sources) {
        return of(sources, Variables.ofTheSystem());
    }

    static Configuration of(Map<String, String> initParameters, UnaryOperator<@Nullable String> variables) {
        return of(List.of(SettingSource.initParameters(initParameters)), new Variables(variables));
    }

    private static Configuration of(List<SettingSource> sources, Variables variables) {
        Configuration configuration = read(sources, variables);
        configuration.requireTogether(Settings.PROFILES_SPACE, Settings.PROFILES_TOKEN);
        configuration.requireTogether(Settings.WEBHOOK_USERNAME, Settings.WEBHOOK_PASSWORD);
        configuration.requireKeysForTheSignedCookie();
        configuration.requireKeyForTheSnippet();
        return configuration;
    }

    /**
     * Reads settings from some of their places, where more may come from others: nothing is missed yet.
     *
     * @throws SettingException as {@link #of(List)}
     */
    public static Configuration partOf(List<SettingSource> sources) {
        return read(sources, Variables.ofTheSystem());
    }

    /**
     * Checks settings without the server that they are for: all but the values that ask for a variable of the server.
     *
     * @throws SettingException as {@link #of(List)}
     */
    public static void check(SettingSource source) {
        Map<String, Setting<?>> settings = byName();
        source.values().forEach((name, text) -> {
            Setting<?> setting = known(settings, source, name);
            if (!text.contains("${")) {
                var unused = setting.parse(source.nameOf(name), text);
            }
        });
    }

    private static Map<String, Setting<?>> byName() {
        Map<String, Setting<?>> settings = new HashMap<>();
        Settings.all().forEach(setting -> settings.put(setting.name(), setting));
        return settings;
    }

    private static Setting<?> known(Map<String, Setting<?>> settings, SettingSource source, String name) {
        Setting<?> setting = settings.get(name);
        if (setting == null) {
            throw SettingException.unknown(source, name, NearestName.to(name, settings.keySet()));
        }
        return setting;
    }

    private static Configuration read(List<SettingSource> sources, Variables variables) {
        Map<String, Setting<?>> settings = byName();
        Map<Setting<?>, Object> defaults = new HashMap<>();
        for (Setting<?> setting : Settings.all()) {
            if (setting.defaultText() != null) {
                defaults.put(setting, setting.parseDefault());
            }
        }
        Map<Setting<?>, Placed> values = new HashMap<>();
        for (SettingSource source : sources) {
            source.values().forEach((name, text) -> {
                Setting<?> setting = known(settings, source, name);
                String where = source.nameOf(name);
                values.putIfAbsent(setting, new Placed(setting.parse(where, variables.replaceIn(where, text)), where));
            });
        }
        return new Configuration(values, defaults);
    }

    /** Returns a setting's value or its default. */
    public <T> T get(Setting<T> setting) {
        T value = find(setting);
        if (value == null) {
            throw new IllegalStateException("setting '" + setting.name() + "' has no default");
        }
        return value;
    }

    /** Returns a setting's value, or its default, or null where it has none. */
    public <T> @Nullable T find(Setting<T> setting) {
        Placed placed = values.get(setting);
        // The value was put in under this key by the setting's own type.
        @SuppressWarnings("unchecked")
        T value = (T) (placed == null ? defaults.get(setting) : placed.value());
        return value;
    }

    /** Whether the deployment names this setting itself. */
    public boolean isSet(Setting<?> setting) {
        return values.containsKey(setting);
    }

    /**
     * Returns the exception for a setting that cannot stand. Its message names the place where the setting stands, and the
     * init parameter where it is set nowhere.
     *
     * @param problem must not hold a secret
     */
    public SettingException problem(Setting<?> setting, String problem) {
        Placed placed = values.get(setting);
        return SettingException.at(placed == null ? setting.initParameter() : placed.where(), problem);
    }

    private void requireKeysForTheSignedCookie() {
        boolean isAsked =
                get(Settings.IDENTITY).stream().anyMatch(source -> source.kind() == IdentitySource.Kind.SIGNED_COOKIE);
        if (isAsked && !isSet(Settings.SIGNING_KEYS)) {
            throw problem(Settings.SIGNING_KEYS, "is needed for 'signed-cookie' in 'identity' and is not set");
        }
    }

    private void requireKeyForTheSnippet() {
        if (get(AnalyticsSettings.ANALYTICS_SNIPPET) == Switch.ON && !isSet(AnalyticsSettings.ANALYTICS_WRITE_KEY)) {
            throw problem(
                    AnalyticsSettings.ANALYTICS_WRITE_KEY, "is needed for 'analyticsSnippet' = on and is not set");
        }
    }

    private void requireTogether(Setting<?> one, Setting<?> other) {
        if (isSet(one) != isSet(other)) {
            Setting<?> missing = isSet(one) ? other : one;
            Setting<?> present = isSet(one) ? one : other;
            throw problem(missing, "is needed beside '" + present.name() + "' and is not set");
        }
    }
}

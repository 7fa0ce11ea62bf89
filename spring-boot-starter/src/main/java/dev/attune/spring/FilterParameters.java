package dev.attune.spring;

import dev.attune.internal.config.Setting;
import dev.attune.internal.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** The properties below {@code attune} as the filter's init parameters. */
final class FilterParameters {
    private static final String RULES = "attune.json";

    private FilterParameters() {}

    static Map<String, String> of(Environment environment, ResourceLoader resources) {
        Binder binder = Binder.get(environment);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.all()) {
            binder.bind(property(setting.name()), String.class).ifBound(value -> parameters.put(setting.name(), value));
        }
        // Spring's own: with false, there is no filter to hear of it.
        parameters.remove(Settings.ENABLED.name(), "true");
        String byDefault = "classpath:" + RULES;
        if (resources.getResource(byDefault).exists()) {
            parameters.putIfAbsent(Settings.RULES.name(), byDefault);
        }
        return parameters;
    }

    /** Returns the property's name in Spring's kebab case: {@code attune.profiles-space}. */
    static String property(String setting) {
        StringBuilder name = new StringBuilder("attune.");
        for (int i = 0; i < setting.length(); i++) {
            char c = setting.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append('-').append(Character.toLowerCase(c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}

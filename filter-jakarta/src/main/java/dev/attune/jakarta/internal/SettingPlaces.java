package dev.attune.jakarta.internal;

import dev.attune.decision.RuleException;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.SettingSource;
import dev.attune.internal.config.Settings;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.jakarta.internal.rules.RulesFile;
import jakarta.servlet.FilterConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a deployment: of init parameters, before those that the server adds, before those of the rules file.
 *
 * @param configuration all of them
 * @param file the rules file
 * @param content the file as it was read for its settings, from which its rules come too
 * @param beforeFile the places that come before the file
 */
record SettingPlaces(
        Configuration configuration, RulesFile file, RulesFile.Content content, List<SettingSource> beforeFile) {
    SettingPlaces {
        beforeFile = List.copyOf(beforeFile);
    }

    static SettingPlaces read(FilterConfig filter, Plugins plugins) {
        List<SettingSource> places = new ArrayList<>();
        places.add(SettingSource.initParameters(initParameters(filter)));
        places.addAll(plugins.settings());
        Configuration soFar = Configuration.partOf(places);
        RulesFile file = RulesFile.of(soFar, filter.getServletContext());
        RulesFile.Content content = file.read();
        return new SettingPlaces(with(content.text(), file, places), file, content, places);
    }

    /** Returns all settings that hold with a text of the rules file. */
    Configuration with(@Nullable String text) {
        return with(text, file, beforeFile);
    }

    private static Configuration with(@Nullable String text, RulesFile file, List<SettingSource> beforeFile) {
        if (text == null) {
            return Configuration.of(beforeFile);
        }
        List<SettingSource> places = new ArrayList<>(beforeFile);
        Configuration soFar = Configuration.partOf(beforeFile);
        Map<String, String> inFile = inFile(soFar, file, text);
        places.add(SettingSource.rulesFile(
                file.location(), inFile, RulesAccess.get().settingLines(text)));
        return Configuration.of(places);
    }

    private static Map<String, String> inFile(Configuration soFar, RulesFile file, String text) {
        Map<String, String> settings;
        try {
            settings = RulesAccess.get().settings(text);
        } catch (RuleException e) {
            throw file.problem(e);
        }
        if (file.isServed() && settings.keySet().stream().anyMatch(SettingPlaces::isSecret)) {
            throw soFar.problem(
                    Settings.RULES,
                    file.location()
                            + " holds a secret in 'settings', and browsers can fetch it; move it below /WEB-INF/");
        }
        if (settings.containsKey(Settings.RULES.name())) {
            throw soFar.problem(Settings.RULES, "'settings' in " + file.location() + " cannot name another file");
        }
        return settings;
    }

    private static boolean isSecret(String name) {
        return Settings.all().stream()
                .anyMatch(setting -> setting.secret() && setting.name().equals(name));
    }

    private static Map<String, String> initParameters(FilterConfig filter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : Collections.list(filter.getInitParameterNames())) {
            parameters.put(name, filter.getInitParameter(name));
        }
        return parameters;
    }
}

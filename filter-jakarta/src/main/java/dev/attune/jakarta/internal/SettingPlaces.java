package dev.attune.jakarta.internal;

import dev.attune.decision.RuleException;
import dev.attune.decision.SettingsPart;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.config.SettingSource;
import dev.attune.internal.config.Settings;
import dev.attune.jakarta.internal.rules.RulesFile;
import jakarta.servlet.FilterConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where settings are written: init parameters, before what the server adds, before the rules file. */
final class SettingPlaces {
    private SettingPlaces() {}

    static List<SettingSource> of(FilterConfig filter, Plugins plugins) {
        List<SettingSource> places = new ArrayList<>();
        places.add(SettingSource.initParameters(initParameters(filter)));
        places.addAll(plugins.settings());
        Configuration soFar = Configuration.partOf(places);
        String file = RulesFile.of(soFar, filter.getServletContext()).read();
        if (file != null) {
            places.add(new SettingSource("'settings.", "' in " + soFar.get(Settings.RULES), inFile(soFar, file)));
        }
        return places;
    }

    private static Map<String, String> inFile(Configuration soFar, String file) {
        Map<String, String> settings;
        try {
            settings = SettingsPart.of(file);
        } catch (RuleException e) {
            throw SettingException.of(Settings.RULES, "in " + soFar.get(Settings.RULES) + ", " + e.getMessage());
        }
        if (settings.containsKey(Settings.RULES.name())) {
            throw SettingException.of(
                    Settings.RULES, "'settings' in " + soFar.get(Settings.RULES) + " cannot name another file");
        }
        return settings;
    }

    private static Map<String, String> initParameters(FilterConfig filter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : Collections.list(filter.getInitParameterNames())) {
            parameters.put(name, filter.getInitParameter(name));
        }
        return parameters;
    }
}

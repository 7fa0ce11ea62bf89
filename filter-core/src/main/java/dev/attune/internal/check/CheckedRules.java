package dev.attune.internal.check;

import dev.attune.decision.Personalization;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.config.SettingSource;
import dev.attune.internal.config.Settings;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.transform.PageTransform;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads a rules file as the start of a filter does. */
public final class CheckedRules {
    private CheckedRules() {}

    /**
     * Returns what a rules file says.
     *
     * @throws BadInputException if no filter would start with it
     */
    static Personalization read(Path file) throws IOException {
        try {
            return of(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw BadInputException.wrongRules(file + " is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw BadInputException.wrongRules(String.valueOf(e.getMessage()));
        }
    }

    /** Returns how many outcomes a filter lets the rules have that starts with this file and no other settings. */
    private static int maxVariants(String json) {
        String most = RulesAccess.get().settings(json).get(Settings.MAX_VARIANTS.name());
        return Configuration.of(most == null ? Map.of() : Map.of(Settings.MAX_VARIANTS.name(), most))
                .get(Settings.MAX_VARIANTS);
    }

    /**
     * Returns what the text of a rules file says.
     *
     * @param name what messages call the file
     * @throws IllegalArgumentException if no filter would start with it; the message is complete
     */
    public static Personalization of(String name, String json) {
        try {
            checkSettings(name, json);
            Personalization rules = Personalization.builder()
                    .checkEdits(PageTransform::check)
                    .rules(json)
                    .build();
            var unused = RulesAccess.get().outcomes(rules, maxVariants(json));
            return rules;
        } catch (SettingException e) {
            // It names the file itself.
            throw e;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("in " + name + ", " + e.getMessage(), e);
        }
    }

    private static void checkSettings(String name, String json) {
        Map<String, String> settings = RulesAccess.get().settings(json);
        if (settings.containsKey(Settings.RULES.name())) {
            throw new IllegalArgumentException("'settings' cannot name another file as 'rules'");
        }
        Configuration.check(
                SettingSource.rulesFile(name, settings, RulesAccess.get().settingLines(json)));
    }
}

package dev.attune.jakarta.internal.rules;

import dev.attune.decision.Personalization;
import dev.attune.decision.RuleException;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.Features;
import dev.attune.internal.config.Setting;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.config.Settings;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.decision.RulesPart;
import dev.attune.internal.runtime.Version;
import dev.attune.internal.transform.PageTransform;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes rules of what code, init parameters and the rules file say: at start, and again whenever the file has changed. */
public final class RulesCompiler implements AutoCloseable {
    private final RulesAccess access = RulesAccess.get();
    private final Personalization.Builder code;
    private final Configuration configuration;
    private final Function<@Nullable String, Configuration> settings;
    private final RulesFile rulesFile;
    private final String clientScriptPath;
    private final SharedPagesStart sharedPages;

    /**
     * @param code what the app said by code, which is asked once; must not change any more
     * @param settings returns all settings that hold with a text of the rules file
     * @param file for messages about what stands in it
     * @param clientScriptPath the URL path of the client script, context path included
     */
    public RulesCompiler(
            Personalization.Builder code,
            Configuration configuration,
            Function<@Nullable String, Configuration> settings,
            RulesFile file,
            String clientScriptPath) {
        sharedPages = new SharedPagesStart(configuration, clientScriptPath);
        this.code = code;
        this.settings = settings;
        this.rulesFile = file;
        this.configuration = configuration;
        this.clientScriptPath = clientScriptPath;
    }

    /**
     * Returns the rules that hold with a rules file.
     *
     * @param file the file's text, or null for none
     * @throws SettingException if a rule is wrong; the message is complete
     */
    CompiledRules with(@Nullable String file) {
        Personalization.Builder rules = access.copy(code);
        if (file != null) {
            // Ahead of the parameters' rules, which come before the file's and may name its groups.
            inFile(() -> access.addGroups(rules, file));
        }
        byCode(rules::build);
        parameter(rules, Settings.VARIATIONS, RulesPart.VARIATIONS);
        parameter(rules, Settings.CLIENT_TRAITS, RulesPart.CLIENT_TRAITS);
        parameter(rules, Settings.PAGE_COLOR, RulesPart.PAGE_COLOR);
        parameter(rules, Settings.CONTENT, RulesPart.CONTENT);
        parameter(rules, Settings.CACHE, RulesPart.CACHE);
        if (file != null) {
            inFile(() -> rules.rules(file).build());
        }
        Personalization personalization = rules.build();
        return new CompiledRules(
                personalization,
                new PageTransform(access.edits(personalization), clientScriptPath),
                sharedPages.codes(personalization, version(file)),
                Features.of(settings.apply(file)));
    }

    /** Returns a text that differs where rules differ, but for what code says. */
    private String version(@Nullable String file) {
        StringBuilder version = new StringBuilder(Version.TEXT);
        for (Setting<String> setting : List.of(
                Settings.VARIATIONS, Settings.CLIENT_TRAITS, Settings.PAGE_COLOR, Settings.CONTENT, Settings.CACHE)) {
            version.append('\0').append(configuration.find(setting));
        }
        return version.append('\0').append(file).toString();
    }

    /** Has shared caches drop the pages that no visitor asks for any more. */
    void purge(CompiledRules former, CompiledRules now) {
        sharedPages.purge(former.codes().without(now.codes()));
    }

    @Override
    public void close() {
        sharedPages.close();
    }

    private void inFile(Runnable reading) {
        try {
            reading.run();
        } catch (RuleException e) {
            throw rulesFile.problem(e);
        }
    }

    /** Building checks what no rule shows by itself, such as a hold-out that is named and not described. */
    private static void byCode(Runnable building) {
        try {
            building.run();
        } catch (RuleException e) {
            throw SettingException.byCode(e.getMessage());
        }
    }

    private void parameter(Personalization.Builder rules, Setting<String> setting, RulesPart part) {
        String json = configuration.find(setting);
        if (json != null) {
            try {
                access.add(rules, part, json);
                rules.build();
            } catch (RuleException e) {
                throw configuration.problem(setting, e.getMessage());
            }
        }
    }
}

package dev.attune.jakarta.internal.rules;

import dev.attune.decision.Personalization;
import dev.attune.decision.RuleException;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.config.Settings;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.outcome.OutcomeCodes;
import dev.attune.internal.outcome.OutcomeSpace;
import dev.attune.internal.outcome.SharedRoute;
import dev.attune.internal.token.SigningKeys;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what the rules can decide for the pages that shared caches may keep, says so in the log, and makes the codes of it. */
final class SharedPagesStart implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SharedPagesStart.class.getPackageName());
    /** So many outcomes are written out in the log. */
    private static final int MOST_SHOWN = 12;

    private final Configuration configuration;
    private final String site;
    private final @Nullable Purge purge;
    /** Made when needed: most sites share no page. */
    private @Nullable SigningKeys keys;

    /** @param site what tells this web app's codes from those of another one with the same keys */
    SharedPagesStart(Configuration configuration, String site) {
        this.configuration = configuration;
        this.site = site;
        URI url = configuration.find(Settings.PURGE_URL);
        purge = url == null ? null : new Purge(url, configuration.find(Settings.PURGE_TOKEN));
    }

    /**
     * Returns the codes.
     *
     * @param version a text that differs where rules differ
     * @throws SettingException if there are more outcomes than the setting allows
     */
    OutcomeCodes codes(Personalization rules, String version) {
        List<SharedRoute> routes = RulesAccess.get().sharedRoutes(rules);
        if (routes.isEmpty()) {
            return OutcomeCodes.NONE;
        }
        OutcomeSpace space;
        try {
            space = RulesAccess.get().outcomes(rules, configuration.get(Settings.MAX_VARIANTS));
        } catch (RuleException e) {
            throw configuration.problem(Settings.MAX_VARIANTS, e.getMessage());
        }
        LOG.log(Level.INFO, "Attune: " + words(routes, space));
        return OutcomeCodes.of(keys(), site, version, space);
    }

    static String words(List<SharedRoute> routes, OutcomeSpace space) {
        List<String> named = new ArrayList<>();
        routes.forEach(route -> named.add(route.route() + " for " + route.age().toSeconds() + " s"));
        List<String> outcomes = new ArrayList<>(space.words().values());
        if (outcomes.size() > MOST_SHOWN) {
            outcomes.subList(MOST_SHOWN, outcomes.size()).clear();
            outcomes.add("…");
        }
        return "shared caches may keep the pages of " + String.join(", ", named) + ", in "
                + (space.size() == 1 ? "1 outcome: " : space.size() + " outcomes: ") + String.join("; ", outcomes);
    }

    private SigningKeys keys() {
        SigningKeys known = keys;
        if (known == null) {
            SigningKeys shared = configuration.find(Settings.SIGNING_KEYS);
            if (shared == null) {
                LOG.log(
                        Level.WARNING,
                        "Attune: without signingKeys each node, and each start, makes codes of its own for pages in shared"
                                + " caches; with several nodes these caches keep next to nothing");
            }
            known = shared == null ? SigningKeys.random(new SecureRandom()) : shared;
            keys = known;
        }
        return known;
    }

    /** Has the shared cache drop the pages of codes that no visitor has any more. */
    void purge(List<String> codes) {
        if (purge != null) {
            purge.drop(codes);
        }
    }

    @Override
    public void close() {
        if (purge != null) {
            purge.close();
        }
    }
}

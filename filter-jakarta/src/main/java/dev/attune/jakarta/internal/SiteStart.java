package dev.attune.jakarta.internal;

import dev.attune.decision.NamedTraits;
import dev.attune.decision.Personalization;
import dev.attune.internal.config.AnalyticsSettings;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.Features;
import dev.attune.internal.config.Settings;
import dev.attune.internal.config.Switch;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.lookup.LookupMeters;
import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Meters;
import dev.attune.internal.runtime.PublishedMeters;
import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.runtime.Version;
import dev.attune.internal.segment.CallCredentials;
import dev.attune.internal.store.ProfileStore;
import dev.attune.internal.token.SigningKeys;
import dev.attune.internal.transform.ClientScript;
import dev.attune.internal.transform.PageScripts;
import dev.attune.internal.transform.PageTransform;
import dev.attune.jakarta.internal.access.Constraints;
import dev.attune.jakarta.internal.analytics.Analytics;
import dev.attune.jakarta.internal.endpoint.ClientScriptEndpoint;
import dev.attune.jakarta.internal.endpoint.Endpoint;
import dev.attune.jakarta.internal.endpoint.Endpoints;
import dev.attune.jakarta.internal.endpoint.ErasureEndpoint;
import dev.attune.jakarta.internal.endpoint.HealthEndpoint;
import dev.attune.jakarta.internal.endpoint.ResetEndpoint;
import dev.attune.jakarta.internal.endpoint.SeenEndpoint;
import dev.attune.jakarta.internal.endpoint.VisitorEndpoint;
import dev.attune.jakarta.internal.endpoint.WebhookEndpoint;
import dev.attune.jakarta.internal.explain.ExplainAccess;
import dev.attune.jakarta.internal.explain.ExplainEndpoint;
import dev.attune.jakarta.internal.preview.Previews;
import dev.attune.jakarta.internal.response.Outcomes;
import dev.attune.jakarta.internal.rules.LiveRules;
import dev.attune.jakarta.internal.rules.Routing;
import dev.attune.jakarta.internal.rules.RulesCompiler;
import dev.attune.jakarta.internal.visitor.Identity;
import dev.attune.jakarta.internal.visitor.IdentityStart;
import dev.attune.jakarta.internal.visitor.Profiles;
import dev.attune.jakarta.internal.visitor.Recognition;
import dev.attune.jakarta.internal.visitor.RequestObserver;
import dev.attune.jakarta.internal.visitor.RequestStart;
import dev.attune.jakarta.internal.visitor.StoreStart;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns init parameters, code and the rules file into a running {@link Site}. */
public final class SiteStart {
    private static final System.Logger LOG = System.getLogger(SiteStart.class.getPackageName());
    private static final Endpoint NOT_FOUND =
            (request, response) -> response.sendError(HttpServletResponse.SC_NOT_FOUND);

    private SiteStart() {}

    /**
     * Starts a site.
     *
     * @param code what the app says by code
     * @param plugins what the server adds
     * @throws IllegalArgumentException if a setting or a rule is wrong; the message is complete
     */
    public static Site of(FilterConfig filter, Consumer<Personalization.Builder> code, Plugins plugins) {
        ServletContext context = filter.getServletContext();
        SettingPlaces places = SettingPlaces.read(filter, plugins);
        Configuration configuration = places.configuration();
        FailureLog failures = new FailureLog(LOG, Ticker.SYSTEM);
        Identity identity = IdentityStart.of(configuration, context, failures::report);
        String prefix = configuration.get(Settings.ROUTE_PREFIX);
        LiveRules rules = new LiveRules(
                places.file(),
                places.content(),
                new RulesCompiler(
                        byCode(code.andThen(plugins::personalize), failures),
                        configuration,
                        places::with,
                        places.file(),
                        context.getContextPath() + "/" + prefix + "/client.js"));
        RequestObserver requests = new RequestObserver(RequestStart.of(configuration), InstantSource.system());
        RequestStart.warnOfMissingPlaces(
                configuration,
                RulesAccess.get().requestAttributes(rules.current().personalization()));
        String file = places.content().text();
        RequestStart.warnOfHiddenTrait(
                file == null ? Set.of() : NamedTraits.in(file).keySet());
        // Last, since they hold threads and files that only a started site lets go of.
        Profiles profiles = Profiles.start(configuration, context);
        Supplier<Features> features = () -> rules.current().features();
        Recognition recognition =
                new Recognition(identity, profiles, () -> features.get().profilesApi());
        Exposures exposures = Exposures.start(configuration);
        Analytics analytics =
                Analytics.start(configuration, "/" + prefix + "/", requests.reader(), identity::mayKnow, features);
        Experiments experiments = new Experiments(
                exposures, seenTokens(configuration, context.getContextPath()), rules, recognition.identity());
        VariationAccess access = new VariationAccess(Constraints.of(context), failures);
        plugins.start(context, profiles == null ? null : profiles.store());
        rules.follow();
        Routing routing = new Routing(
                configuration.get(Settings.SKIP),
                configuration.get(Settings.VARIATIONS_DIRECT),
                configuration.get(Settings.VARIATION_FORWARD),
                configuration.get(Settings.PREFETCH));
        if (routing.isForwardLast()) {
            VariationMapping.warnWithout(filter.getFilterName(), context);
        }
        Outcomes outcomes = new Outcomes();
        List<Meters> counters = new ArrayList<>();
        if (profiles != null) {
            counters.add(LookupMeters.of(profiles.client()));
        }
        counters.add(PageMeters.of(outcomes));
        Map<String, Endpoint> endpoints = endpoints(configuration, profiles, exposures, features, counters);
        HealthEndpoint health =
                profiles == null ? null : new HealthEndpoint(profiles.client()::health, exposures::health, counters);
        if (health != null && configuration.get(Settings.HEALTH) == Switch.ON) {
            endpoints.put("health", health);
        }
        String contextPath = context.getContextPath();
        String explainKey = configuration.find(Settings.EXPLAIN_KEY);
        Inspections inspections = explainKey == null ? null : inspections(explainKey, prefix, contextPath);
        if (explainKey != null && inspections != null) {
            Endpoint explain = new ExplainEndpoint(
                    inspections.access(),
                    link -> link.url(explainKey, contextPath),
                    new Explainer(recognition, requests, routing, "/" + prefix + "/", rules));
            endpoints.put(
                    "explain",
                    (request, response) -> (features.get().explain() ? explain : NOT_FOUND).handle(request, response));
        }
        endpoints.putAll(analytics.endpoints());
        endpoints.put("reset", new ResetEndpoint(identity.browserIds()));
        endpoints.put("seen", new SeenEndpoint(experiments));
        endpoints.put(
                "visitor",
                new VisitorEndpoint(
                        contextPath,
                        new VisitorAnswers(
                                recognition,
                                routing,
                                "/" + prefix + "/",
                                rules,
                                access,
                                experiments,
                                inspections,
                                requests)));
        LOG.log(
                System.Logger.Level.INFO,
                "Attune: version {0} has started in web app ''{1}'' with {2} rules; rules file: {3}; store: {4}",
                Version.TEXT,
                contextPath,
                RulesAccess.get().size(rules.current().personalization()),
                file == null ? "none" : places.file().location(),
                profiles == null || profiles.store() == null
                        ? "none"
                        : profiles.store().health().kind());
        return new Site(
                recognition,
                requests,
                routing,
                access,
                rules,
                exposures,
                experiments,
                new Endpoints(prefix, endpoints),
                new AnalyticsPages(
                        contextPath + "/" + prefix + "/",
                        configuration.get(AnalyticsSettings.ANALYTICS_CDN_URL).toString(),
                        analytics.shownKey(),
                        configuration.get(AnalyticsSettings.ANALYTICS_REDACT_KEY) == Switch.ON),
                analytics,
                outcomes,
                PublishedMeters.of(contextPath, counters),
                inspections,
                health,
                failures);
    }

    /** Without keys that all nodes share, a page is counted only on the node that has served it, until that starts anew. */
    private static SeenTokens seenTokens(Configuration configuration, String contextPath) {
        SigningKeys keys = configuration.find(Settings.SIGNING_KEYS);
        return new SeenTokens(
                () -> {
                    SecureRandom random = new SecureRandom();
                    return (keys == null ? SigningKeys.random(random) : keys)
                            .sealedTokensFor("seen page of " + contextPath, random);
                },
                InstantSource.system());
    }

    private static Inspections inspections(String explainKey, String prefix, String contextPath) {
        InstantSource clock = InstantSource.system();
        return new Inspections(
                new ExplainAccess(explainKey, contextPath, clock),
                new Previews(SigningKeys.parse(explainKey), contextPath, clock),
                contextPath + "/" + prefix + "/explain");
    }

    private static Personalization.Builder byCode(Consumer<Personalization.Builder> code, FailureLog failures) {
        Personalization.Builder rules = Personalization.builder()
                .checkEdits(PageTransform::check)
                .onFailure(failure -> failures.report(failure.rule() + " " + failure.problem(), failure.cause()));
        code.accept(rules);
        return rules;
    }

    /**
     * Returns the endpoints by path.
     *
     * @param features says what is switched on now
     * @param counters gets those of the endpoints, and is shown by one of them
     */
    private static Map<String, Endpoint> endpoints(
            Configuration configuration,
            @Nullable Profiles profiles,
            Exposures exposures,
            Supplier<Features> features,
            List<Meters> counters) {
        Map<String, Endpoint> endpoints = new HashMap<>();
        endpoints.put("client.js", new ClientScriptEndpoint(ClientScript.get()));
        for (PageScripts.Kind kind : PageScripts.Kind.values()) {
            endpoints.put(kind.file(), new ClientScriptEndpoint(kind.source()));
        }
        ProfileStore store = profiles == null ? null : profiles.store();
        endpoints.put("webhook", NOT_FOUND);
        endpoints.put("profiles/", NOT_FOUND);
        if (store != null && StoreStart.isWebhookConfigured(configuration)) {
            CallCredentials credentials = CallCredentials.of(
                    configuration.find(Settings.WEBHOOK_USERNAME),
                    configuration.find(Settings.WEBHOOK_PASSWORD),
                    configuration.find(Settings.WEBHOOK_TOKEN),
                    configuration.find(Settings.WEBHOOK_SECRET));
            WebhookEndpoint webhook =
                    new WebhookEndpoint(credentials, store, () -> features.get().webhook());
            counters.add(webhook.meters());
            endpoints.put("webhook", webhook);
            if (credentials.haveAuthorization()) {
                endpoints.put("profiles/", new ErasureEndpoint(credentials, store));
            }
        }
        if (configuration.isSet(Settings.TRACKING_WRITE_KEY)) {
            counters.add(exposures.meters());
        }
        return endpoints;
    }
}

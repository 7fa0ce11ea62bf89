package dev.attune.jakarta;

import dev.attune.config.Configuration;
import dev.attune.config.Settings;
import dev.attune.config.Switch;
import dev.attune.decision.Personalization;
import dev.attune.jakarta.endpoint.ClientScriptEndpoint;
import dev.attune.jakarta.endpoint.Endpoint;
import dev.attune.jakarta.endpoint.Endpoints;
import dev.attune.jakarta.endpoint.HealthEndpoint;
import dev.attune.jakarta.endpoint.WebhookEndpoint;
import dev.attune.jakarta.response.Outcomes;
import dev.attune.segment.WebhookCredentials;
import dev.attune.store.ProfileStore;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns init parameters, code and the rules file into a running {@link Site}. */
final class SiteStart {
    private SiteStart() {}

    /**
     * Starts a site.
     *
     * @param code what the app says by code
     * @throws IllegalArgumentException if a setting or a rule is wrong; the message is complete
     */
    static Site of(FilterConfig filter, Consumer<Personalization.Builder> code) {
        ServletContext context = filter.getServletContext();
        Configuration configuration = Configuration.of(initParameters(filter));
        FailureLog failures = new FailureLog(InstantSource.system());
        String prefix = configuration.get(Settings.ROUTE_PREFIX);
        LiveRules rules = new LiveRules(
                RulesFile.of(configuration, context),
                new RulesSource(
                        byCode(code, failures), configuration, context.getContextPath() + "/" + prefix + "/client.js"));
        // Last, since they hold threads and files that only a started site lets go of.
        Profiles profiles = Profiles.start(configuration, context);
        rules.follow();
        return new Site(
                IdentityStart.of(configuration, context),
                configuration.get(Settings.SKIP),
                configuration.get(Settings.VARIATIONS_DIRECT),
                rules,
                profiles,
                endpoints(configuration, prefix, profiles),
                new Outcomes(),
                failures);
    }

    private static Personalization.Builder byCode(Consumer<Personalization.Builder> code, FailureLog failures) {
        Personalization.Builder site = Personalization.builder()
                .onFailure(failure -> failures.report(failure.rule() + " " + failure.problem(), failure.cause()));
        code.accept(site);
        return site;
    }

    private static Endpoints endpoints(Configuration configuration, String prefix, @Nullable Profiles profiles) {
        Map<String, Endpoint> endpoints = new HashMap<>();
        endpoints.put("client.js", new ClientScriptEndpoint());
        ProfileStore store = profiles == null ? null : profiles.store();
        WebhookEndpoint webhook = null;
        if (store != null && StoreStart.isWebhookConfigured(configuration)) {
            webhook = new WebhookEndpoint(
                    WebhookCredentials.of(
                            configuration.find(Settings.WEBHOOK_USERNAME),
                            configuration.find(Settings.WEBHOOK_PASSWORD),
                            configuration.find(Settings.WEBHOOK_SECRET)),
                    store);
            endpoints.put("webhook", webhook);
        } else {
            endpoints.put("webhook", (request, response) -> response.sendError(HttpServletResponse.SC_NOT_FOUND));
        }
        if (profiles != null && configuration.get(Settings.HEALTH) == Switch.ON) {
            endpoints.put("health", new HealthEndpoint(profiles.client()::health, webhook));
        }
        return new Endpoints(prefix, endpoints);
    }

    private static Map<String, String> initParameters(FilterConfig filter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : Collections.list(filter.getInitParameterNames())) {
            parameters.put(name, filter.getInitParameter(name));
        }
        return parameters;
    }
}

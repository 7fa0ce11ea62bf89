package dev.attune.jakarta;

import dev.attune.config.Configuration;
import dev.attune.config.Setting;
import dev.attune.config.SettingException;
import dev.attune.config.Settings;
import dev.attune.config.Switch;
import dev.attune.decision.Personalization;
import dev.attune.decision.RuleException;
import dev.attune.decision.RulesPart;
import dev.attune.jakarta.endpoint.ClientScriptEndpoint;
import dev.attune.jakarta.endpoint.Endpoint;
import dev.attune.jakarta.endpoint.Endpoints;
import dev.attune.jakarta.endpoint.HealthEndpoint;
import dev.attune.jakarta.endpoint.WebhookEndpoint;
import dev.attune.jakarta.response.Outcomes;
import dev.attune.segment.WebhookCredentials;
import dev.attune.store.ProfileStore;
import dev.attune.transform.PageTransform;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.HashMap;
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
     * @param plugins what the server adds
     * @throws IllegalArgumentException if a setting or a rule is wrong; the message is complete
     */
    static Site of(FilterConfig filter, Consumer<Personalization.Builder> code, Plugins plugins) {
        ServletContext context = filter.getServletContext();
        Configuration configuration = Configuration.of(SettingPlaces.of(filter, plugins));
        FailureLog failures = new FailureLog(InstantSource.system());
        Personalization personalization =
                personalization(configuration, context, code.andThen(plugins::personalize), failures);
        String prefix = configuration.get(Settings.ROUTE_PREFIX);
        PageTransform transform = transform(personalization, context.getContextPath() + "/" + prefix + "/client.js");
        // Last, since they hold threads and files that only a started site lets go of.
        Profiles profiles = Profiles.start(configuration, context);
        plugins.start(context, profiles == null ? null : profiles.store());
        return new Site(
                new Identity(
                        configuration.get(Settings.IDENTITY),
                        configuration.get(Settings.USER_ID_COOKIE),
                        configuration.get(Settings.ANONYMOUS_ID_COOKIE)),
                configuration.get(Settings.SKIP),
                configuration.get(Settings.VARIATIONS_DIRECT),
                personalization,
                transform,
                profiles,
                endpoints(configuration, prefix, profiles),
                new Outcomes(),
                failures);
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

    private static Personalization personalization(
            Configuration configuration,
            ServletContext context,
            Consumer<Personalization.Builder> code,
            FailureLog failures) {
        Personalization.Builder site = Personalization.builder()
                .onFailure(failure -> failures.report(failure.rule() + " " + failure.problem(), failure.cause()));
        code.accept(site);
        String file = RulesFile.read(configuration, context);
        if (file != null) {
            // Ahead of the parameters' rules, which come before the file's and may name its groups.
            fromFile(configuration, () -> site.groups(file));
        }
        rules(site, configuration, Settings.VARIATIONS, RulesPart.VARIATIONS);
        rules(site, configuration, Settings.CLIENT_TRAITS, RulesPart.CLIENT_TRAITS);
        rules(site, configuration, Settings.PAGE_COLOR, RulesPart.PAGE_COLOR);
        rules(site, configuration, Settings.CONTENT, RulesPart.CONTENT);
        if (file != null) {
            fromFile(configuration, () -> site.rules(file));
        }
        return site.build();
    }

    private static void fromFile(Configuration configuration, Runnable reading) {
        try {
            reading.run();
        } catch (RuleException e) {
            throw SettingException.of(
                    Settings.RULES, "in " + configuration.get(Settings.RULES) + ", " + e.getMessage());
        }
    }

    private static void rules(
            Personalization.Builder site, Configuration configuration, Setting<String> setting, RulesPart part) {
        String json = configuration.find(setting);
        if (json != null) {
            try {
                site.rules(part, json);
            } catch (RuleException e) {
                throw SettingException.of(setting, String.valueOf(e.getMessage()));
            }
        }
    }

    private static PageTransform transform(Personalization personalization, String clientScriptPath) {
        try {
            return new PageTransform(personalization.edits(), clientScriptPath);
        } catch (IllegalArgumentException e) {
            throw SettingException.of(Settings.CONTENT, String.valueOf(e.getMessage()));
        }
    }
}

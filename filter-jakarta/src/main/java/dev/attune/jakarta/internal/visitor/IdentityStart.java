package dev.attune.jakarta.internal.visitor;

import dev.attune.internal.config.AnalyticsSettings;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.ConsentTerm;
import dev.attune.internal.config.IdentitySource;
import dev.attune.internal.config.Settings;
import dev.attune.internal.consent.Consent;
import dev.attune.internal.token.SigningKeys;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sets up how visitors are recognized, as the settings say. */
public final class IdentityStart {
    private IdentityStart() {}

    /**
     * Returns what tells visitors, as the settings say.
     *
     * @param failures takes what a source of identity threw, and the problem in words that name no visitor
     */
    public static Identity of(
            Configuration configuration, ServletContext context, BiConsumer<String, Throwable> failures) {
        List<ConsentTerm> terms = configuration.find(Settings.CONSENT);
        return new Identity(
                configuration.get(Settings.IDENTITY),
                configuration.get(Settings.USER_ID_COOKIE),
                configuration.get(Settings.ANONYMOUS_ID_COOKIE),
                signedCookie(configuration, context.getContextPath()),
                new BrowserIds(
                        configuration.get(Settings.ANONYMOUS_ID_COOKIE),
                        configuration.find(AnalyticsSettings.ID_COOKIE_DOMAIN),
                        UUID::randomUUID),
                new Consent(terms == null ? List.of() : terms),
                failures);
    }

    /** Two apps may have been given the same keys, but a user of the one is not the user of the same id at the other. */
    private static @Nullable SignedCookie signedCookie(Configuration configuration, String contextPath) {
        SigningKeys keys = configuration.find(Settings.SIGNING_KEYS);
        if (keys == null || configuration.get(Settings.IDENTITY).stream().noneMatch(IdentityStart::isSignedCookie)) {
            return null;
        }
        String purpose = "user of " + contextPath + " in " + configuration.find(Settings.PROFILES_SPACE);
        return new SignedCookie(
                configuration.get(Settings.SIGNED_COOKIE),
                keys.tokensFor(purpose),
                configuration.get(Settings.SIGNED_COOKIE_AGE),
                contextPath,
                InstantSource.system());
    }

    private static boolean isSignedCookie(IdentitySource source) {
        return source.kind() == IdentitySource.Kind.SIGNED_COOKIE;
    }
}

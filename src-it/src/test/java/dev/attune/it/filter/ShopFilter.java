package dev.attune.it.filter;

import dev.attune.decision.Personalization;
import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.annotation.WebFilter;
import java.util.Map;

/** A user's own filter. Not nested: GlassFish reads no annotation of a class whose outer class it does not find. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class ShopFilter extends PersonalizationFilter {
    @Override
    protected void personalize(Personalization.Builder rules) {
        rules.variation("/home", profile -> profile.text("location").equals("EU") ? "/homepage-eu" : "/homepage-us")
                .clientTraits(profile ->
                        Map.of("shouldShowConsent", profile.text("location").equals("EU")))
                .pageColor(profile -> profile.text("favorite_color"));
    }
}

package dev.attune.jakarta.internal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.decision.Condition;
import dev.attune.decision.Personalization;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTest {
    @Test
    void hidesAVariationWhateverItsExtension() {
        Configuration configuration = Configuration.of(Map.of("variationsDirect", "hide"));
        Routing routing = new Routing(
                configuration.get(Settings.SKIP),
                configuration.get(Settings.VARIATIONS_DIRECT),
                configuration.get(Settings.VARIATION_FORWARD),
                configuration.get(Settings.PREFETCH));
        Personalization rules = Personalization.builder()
                .variation("/offer", Condition.parse("{\"vip\": true}"), "/vip.pdf")
                .build();
        assertEquals(Handling.HIDDEN, routing.handling("/vip.pdf", true, rules));
        assertEquals(Handling.SKIPPED, routing.handling("/other.pdf", true, rules));
        assertEquals(Handling.PERSONALIZED, routing.handling("/offer", true, rules));
    }
}

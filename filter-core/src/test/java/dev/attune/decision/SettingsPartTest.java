package dev.attune.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsPartTest {
    @Test
    void readsTextsNumbersAndBooleans() {
        assertEquals(
                Map.of("profilesSpace", "spa_1", "profilesRate", "50", "on", "true"),
                SettingsPart.of("{\"settings\": {\"profilesSpace\": \"spa_1\", \"profilesRate\": 50, \"on\": true}}"));
    }

    @Test
    void aFileNeedsNoSettings() {
        assertEquals(Map.of(), SettingsPart.of("{\"variations\": []}"));
    }

    @Test
    void refusesWhatIsNoSettingAndShowsNoValue() {
        RuleException refusal = assertThrows(
                RuleException.class, () -> SettingsPart.of("{\"settings\": {\"profilesToken\": [\"hunter2\"]}}"));
        assertTrue(refusal.getMessage().startsWith("settings.profilesToken (line 1"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("hunter2"), refusal.getMessage());
        assertThrows(RuleException.class, () -> SettingsPart.of("{\"settings\": {\"profilesSpace\": null}}"));
        assertThrows(RuleException.class, () -> SettingsPart.of("{\"settings\": []}"));
    }

    @Test
    void rulesBesideSettingsAreReadAsEver() {
        Personalization site = Personalization.builder()
                .rules(
                        "{\"settings\": {\"profilesSpace\": \"s\"}, \"variations\": [{\"route\": \"/\", \"serve\": \"/a\"}]}")
                .build();
        assertEquals("/a", site.plan("/").variation(Visitor.unknown()).path());
    }
}

package dev.attune.jakarta.internal.visitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.config.SettingSource;
import dev.attune.testing.Fake;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreStartTest {
    private static final Map<String, String> WEBHOOK =
            Map.of("webhookUsername", "u", "webhookPassword", "a long pass phrase", "store", "none");

    @Test
    void aStoreThatCannotServeTheWebhookIsNamedWithItsPlace() {
        assertRefused(
                "Attune: 'settings.store' in file:/etc/attune.json: ",
                new SettingSource("'settings.", "' in file:/etc/attune.json", WEBHOOK));
        assertRefused(
                "Attune: property 'attune.store' of MicroProfile Config: ",
                new SettingSource("property 'attune.", "' of MicroProfile Config", WEBHOOK));
        assertRefused("Attune: init parameter 'store': ", SettingSource.initParameters(WEBHOOK));
    }

    private static void assertRefused(String expected, SettingSource source) {
        Configuration configuration = Configuration.of(List.of(source));
        String message = String.valueOf(assertThrows(
                        SettingException.class,
                        () -> StoreStart.of(configuration, Fake.of(ServletContext.class, (method, arguments) -> null)))
                .getMessage());
        assertEquals(expected, message.substring(0, Math.min(expected.length(), message.length())), message);
    }
}

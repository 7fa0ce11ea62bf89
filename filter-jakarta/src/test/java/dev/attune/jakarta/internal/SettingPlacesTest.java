package dev.attune.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.config.SettingException;
import dev.attune.internal.config.Settings;
import dev.attune.testing.Fake;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingPlacesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"profilesToken", "webhookPassword", "signingKeys", "explainKey"})
    void aRulesFileThatBrowsersCanFetchHoldsNoSecret(String secret) throws IOException {
        String text = "{\"settings\": {\"" + secret + "\": \"0123456789abcdef0123456789abcdef\"}}";
        String message = String.valueOf(assertThrows(SettingException.class, () -> read("/attune.json", text))
                .getMessage());
        assertTrue(message.contains("/attune.json") && message.contains("/WEB-INF/"), message);
        assertFalse(message.contains("0123456789"), message);
    }

    @Test
    void aRulesFileBelowWebInfMayHoldSecretsAndOneInTheOpenMayHoldTheRest() throws IOException {
        read("/WEB-INF/attune.json", "{\"settings\": {\"profilesToken\": \"t0k3n\", \"profilesSpace\": \"s\"}}");
        SettingPlaces open = read("/attune.json", "{\"settings\": {\"profileBudget\": \"1s\"}}");
        assertEquals(1, open.configuration().get(Settings.PROFILE_BUDGET).toSeconds());
    }

    private SettingPlaces read(String location, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("attune.json"), text);
        ServletContext context = Fake.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getRealPath" -> file.toString();
            default -> throw Fake.unexpected(ServletContext.class, method);
        });
        FilterConfig config = Fake.of(FilterConfig.class, (method, arguments) -> switch (method) {
            case "getInitParameterNames" -> Collections.enumeration(Set.of("rules"));
            case "getInitParameter" -> arguments[0].equals("rules") ? location : null;
            case "getServletContext" -> context;
            default -> throw Fake.unexpected(FilterConfig.class, method);
        });
        return SettingPlaces.read(config, new Plugins(List.of()));
    }
}

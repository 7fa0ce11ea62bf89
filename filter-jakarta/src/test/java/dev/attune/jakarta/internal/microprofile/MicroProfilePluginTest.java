package dev.attune.jakarta.internal.microprofile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.config.SettingSource;
import dev.attune.internal.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class MicroProfilePluginTest {
    private final MicroProfilePlugin plugin = new MicroProfilePlugin();

    @Test
    void readsPropertiesWithOurPrefix() {
        ConfigProviderResolver.setInstance(
                new Server(Map.of("attune.profileBudget", "7ms", "other.name", "x"), Map.of()));
        assertTrue(plugin.isUsable());
        assertEquals(7, configuration().get(Settings.PROFILE_BUDGET).toMillis());
    }

    /** An environment variable is found by the name that is asked for, and listed under its own. */
    @Test
    void readsWhatOnlyAnswersToItsName() {
        ConfigProviderResolver.setInstance(
                new Server(Map.of("ATTUNE_PROFILEBUDGET", "9ms"), Map.of("attune.profileBudget", "9ms")));
        assertEquals(9, configuration().get(Settings.PROFILE_BUDGET).toMillis());
    }

    @Test
    void isNoSourceWhereNothingIsSet() {
        ConfigProviderResolver.setInstance(new Server(Map.of("other.name", "x"), Map.of()));
        assertNull(plugin.settings());
    }

    @Test
    void aMistypedPropertyIsToldOf() {
        ConfigProviderResolver.setInstance(new Server(Map.of("attune.profileBuget", "7ms"), Map.of()));
        String message = String.valueOf(
                assertThrows(SettingException.class, this::configuration).getMessage());
        assertTrue(
                message.contains(
                        "no property 'attune.profileBuget' of MicroProfile Config; did you mean 'profileBudget'?"),
                message);
    }

    /** The server has replaced references already: what it leaves is meant, such as in a password. */
    @Test
    void replacesNoReferencesASecondTime() {
        ConfigProviderResolver.setInstance(
                new Server(Map.of("attune.webhookSecret", "a${b}-of-sixteen-characters"), Map.of()));
        assertEquals("a${b}-of-sixteen-characters", configuration().get(Settings.WEBHOOK_SECRET));
    }

    @Test
    void whatTheServerCannotReadIsNamedWithoutItsValue() {
        ConfigProviderResolver.setInstance(new Server(Map.of("attune.webhookSecret", "throw"), Map.of()));
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, plugin::settings).getMessage());
        assertTrue(message.contains("'attune.webhookSecret'"), message);
        assertFalse(message.contains("throw"), message);
    }

    private Configuration configuration() {
        SettingSource source = plugin.settings();
        return Configuration.of(source == null ? List.of() : List.of(source));
    }

    /** As much of a server as is asked for. */
    private static final class Server extends ConfigProviderResolver implements Config {
        private final Map<String, String> listed;
        private final Map<String, String> hidden;

        Server(Map<String, String> listed, Map<String, String> hidden) {
            this.listed = listed;
            this.hidden = hidden;
        }

        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            String value = listed.getOrDefault(name, hidden.get(name));
            if ("throw".equals(value)) {
                throw new NoSuchElementException("could not expand throw");
            }
            return Optional.ofNullable(value).map(type::cast);
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return listed.keySet();
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConfigValue getConfigValue(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return List.of();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Config getConfig() {
            return this;
        }

        @Override
        public Config getConfig(ClassLoader loader) {
            return this;
        }

        @Override
        public ConfigBuilder getBuilder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void registerConfig(Config config, ClassLoader loader) {}

        @Override
        public void releaseConfig(Config config) {}
    }
}

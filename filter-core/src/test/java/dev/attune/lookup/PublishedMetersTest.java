package dev.attune.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.ProfileKey;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class PublishedMetersTest {
    @Test
    void countsAreSeenInJmxAndMicrometerUntilClosed() throws Exception {
        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("dev.attune:type=Profiles,app=\"/shop\"");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try (ProfileClient client =
                ProfileClient.start(LookupSettings.defaults(), ScriptedSource.of(Map.of("a", 1)), null)) {
            PublishedMeters published = PublishedMeters.of("/shop", "Profiles", Meter.of(client));
            client.find(ProfileKey.user("jane")).await();
            assertEquals(1L, jmx.getAttribute(name, "misses"));
            assertEquals(1L, jmx.getAttribute(name, "apiCalls"));
            assertEquals(
                    1,
                    registry.get("attune.profiles.api.calls")
                            .tag("app", "/shop")
                            .functionCounter()
                            .count());
            published.close();
            assertFalse(jmx.isRegistered(name));
            assertTrue(registry.getMeters().isEmpty());
            published.close();
        } finally {
            Metrics.removeRegistry(registry);
        }
    }
}

package dev.attune.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.lookup.LookupMeters;
import dev.attune.internal.lookup.LookupSettings;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.lookup.ScriptedSource;
import dev.attune.profile.ProfileKey;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class PublishedMetersTest {
    /** A busy machine too answers within this budget. */
    private static final LookupSettings PATIENT = new LookupSettings(
            Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofDays(1), Duration.ofSeconds(30), 1_000, 100);

    /** An app that has no Micrometer. */
    private static final class WithoutMicrometer extends ClassLoader {
        WithoutMicrometer() {
            super(PublishedMetersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.micrometer.")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null && name.startsWith("dev.attune.") ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void withoutMicrometerCountsAreInJmxOnly() throws Exception {
        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("dev.attune:type=Profiles,app=\"/plain\"");
        ClassLoader app = new WithoutMicrometer();
        Class<?> meters = app.loadClass(Meters.class.getName());
        Object none = meters.getConstructor(String.class, List.class).newInstance("profiles", List.of());
        try (AutoCloseable published = (AutoCloseable) app.loadClass(PublishedMeters.class.getName())
                .getMethod("of", String.class, List.class)
                .invoke(null, "/plain", List.of(none))) {
            assertTrue(jmx.isRegistered(name), published.toString());
        }
        assertFalse(jmx.isRegistered(name));
    }

    @Test
    void countsAreSeenInJmxAndMicrometerUntilClosed() throws Exception {
        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("dev.attune:type=Profiles,app=\"/shop\"");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try (ProfileClient client = ProfileClient.start(PATIENT, ScriptedSource.of(Map.of("a", 1)), null)) {
            PublishedMeters published = PublishedMeters.of("/shop", List.of(LookupMeters.of(client)));
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

package dev.attune.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SkippedTestsTest {
    static class ThreeOfFour {
        @Test
        void runs() {}

        @Test
        void wantsRedis() {
            assumeTrue(false, "redis-server is not installed");
        }

        @Test
        void wantsItToo() {
            assumeTrue(false, "redis-server is not installed");
        }

        @Test
        @Disabled("it waits for the next JDK")
        void waits() {}
    }

    static class AsAWhole {
        @BeforeAll
        static void summon() {
            abort("redis-server is not installed");
        }

        @Test
        void runs() {}
    }

    @Test
    void eachReasonIsPrintedOnceWithTheClassesOfItsTests() {
        var printed = new ByteArrayOutputStream();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ThreeOfFour.class), selectClass(AsAWhole.class))
                .build();
        // Found as a service, the listener of the build would print these tests as well.
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config).execute(request, new SkippedTests(new PrintStream(printed, true, UTF_8)));
        assertEquals("""
                Skipped: it waits for the next JDK (SkippedTestsTest$ThreeOfFour)
                Skipped: redis-server is not installed (SkippedTestsTest$AsAWhole, SkippedTestsTest$ThreeOfFour)
                """, printed.toString(UTF_8).replace("\r\n", "\n"));
    }

    @Test
    void junitFindsItAsAService() {
        assertEquals(
                1,
                ServiceLoader.load(TestExecutionListener.class).stream()
                        .filter(listener -> listener.type() == SkippedTests.class)
                        .count());
    }
}

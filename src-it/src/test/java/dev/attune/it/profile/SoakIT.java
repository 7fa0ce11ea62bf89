package dev.attune.it.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.profile.ProfileKey;
import dev.attune.testing.DefaultLookups;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Ten minutes of webhooks and look-ups as fast as they go: {@code mvn verify -Psoak}. */
@EnabledIfSystemProperty(named = "attune.soak", matches = ".+", disabledReason = "-Psoak runs it")
class SoakIT {
    private static final int VISITORS = 20_000;
    private static final int SENDERS = 8;
    private static final int SAMPLES = 10;

    @TempDir
    Path directory;

    /** What must not grow. */
    private record Sample(long heap, int threads, long file) {}

    @Test
    void heapThreadsAndFileStayLevel() throws Exception {
        Duration length = Duration.parse(System.getProperty("attune.soak"));
        List<Sample> samples = new ArrayList<>();
        try (EmbeddedProfileStore store = EmbeddedProfileStore.open(directory, Duration.ofDays(2));
                WebhookServer server = new WebhookServer(store);
                ProfileClient client = ProfileClient.start(DefaultLookups.settings(), null, store)) {
            AtomicLong failures = new AtomicLong();
            AtomicLong sent = new AtomicLong();
            long end = System.nanoTime() + length.toNanos();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                int first = i;
                threads.add(new Thread(() -> send(server.port(), first, end, sent, failures)));
                threads.add(new Thread(() -> look(client, first, end)));
            }
            threads.forEach(Thread::start);
            for (int i = 1; i <= SAMPLES; i++) {
                long due = end - length.toNanos() / SAMPLES * (SAMPLES - i) - 500_000_000L;
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
                samples.add(sample());
                System.out.println("soak " + sent.get() + " updates, " + samples.get(samples.size() - 1));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(0, failures.get(), "webhooks that were not answered 200");
        }
        Sample early = samples.get(SAMPLES / 2 - 1);
        Sample late = samples.get(SAMPLES - 1);
        assertTrue(late.heap() < early.heap() * 1.2 + 20_000_000, samples::toString);
        assertTrue(late.threads() <= early.threads() + 4, samples::toString);
        assertTrue(late.file() < early.file() * 1.5 + 20_000_000, samples::toString);
    }

    private static void send(int port, int first, long end, AtomicLong sent, AtomicLong failures) {
        try (WebhookCaller caller = new WebhookCaller(port, "/webhook")) {
            for (int i = first; System.nanoTime() < end; i++) {
                int status = caller.send("{\"type\":\"identify\",\"userId\":\"v" + (i * 31 % VISITORS)
                        + "\",\"traits\":{\"n\":" + i + ",\"text\":\"" + "x".repeat(400) + "\"}}");
                sent.incrementAndGet();
                if (status != 200) {
                    failures.incrementAndGet();
                }
            }
        } catch (IOException e) {
            failures.incrementAndGet();
        }
    }

    private static void look(ProfileClient client, int first, long end) {
        for (int i = first; System.nanoTime() < end; i++) {
            client.find(ProfileKey.user("v" + (i * 17 % VISITORS))).await();
        }
    }

    private Sample sample() throws IOException {
        System.gc();
        return new Sample(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                Files.size(directory.resolve("profiles.mv")));
    }
}

package dev.attune.it.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.profile.ProfileKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed with {@code kill -9} while webhooks come in, again and again. */
class CrashIT {
    private static final int ROUNDS = 20;
    private static final int CALLERS = 8;

    @TempDir
    Path directory;

    @Test
    @Timeout(240)
    void nothingAcknowledgedIsLostOrTorn() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        AtomicInteger number = new AtomicInteger();
        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.size();
            crash(acknowledged, number, 20 + random.nextInt(200));
            assertTrue(acknowledged.size() > before, "the server took updates in round " + round);
            verify(acknowledged, "seed " + seed + " round " + round);
        }
    }

    private void crash(Map<String, Long> acknowledged, AtomicInteger number, int after) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WebhookServer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(out.readLine());
            int target = acknowledged.size() + after;
            CompletableFuture<Void> enough = new CompletableFuture<>();
            Runnable count = () -> {
                if (acknowledged.size() >= target) {
                    enough.complete(null);
                }
            };
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Thread caller = new Thread(() -> call(port, acknowledged, number, count));
                caller.start();
                callers.add(caller);
            }
            CompletableFuture.anyOf(enough, process.onExit()).join();
            // SIGKILL: no shutdown hook, no close.
            process.destroyForcibly().onExit().join();
            for (Thread caller : callers) {
                caller.join();
            }
        }
    }

    /** Calls until the server is gone; each update is a visitor of its own, of two traits that must come together. */
    private static void call(int port, Map<String, Long> acknowledged, AtomicInteger number, Runnable count) {
        try (WebhookCaller caller = new WebhookCaller(port, "/webhook")) {
            while (true) {
                long value = number.incrementAndGet();
                String user = "v" + value;
                int status = caller.send("{\"type\":\"identify\",\"userId\":\"" + user + "\",\"traits\":{\"a\":" + value
                        + ",\"b\":" + value + "}}");
                if (status == 200) {
                    acknowledged.put(user, value);
                    count.run();
                }
            }
        } catch (IOException e) {
            // The server was killed.
        }
    }

    private void verify(Map<String, Long> acknowledged, String message) {
        try (EmbeddedProfileStore store = EmbeddedProfileStore.open(directory, Duration.ofDays(2))) {
            acknowledged.forEach((user, value) -> assertEquals(
                    Map.of("a", value, "b", value),
                    store.find(ProfileKey.user(user)).join().profile().traits(),
                    message));
        }
    }
}

package dev.attune.it.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.attune.bench.profile.Relay;
import dev.attune.internal.lookup.LookupSettings;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.segment.ProfilesApi;
import dev.attune.internal.store.ProfileStore;
import dev.attune.internal.store.RedisProfileStore;
import dev.attune.profile.ProfileKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Ten minutes of bad weather: floods of strangers, outages of the API, failovers of Redis, and updates all the time. */
@EnabledIfSystemProperty(named = "attune.soak", matches = ".+", disabledReason = "-Psoak runs it")
class WeatherSoakIT {
    private static final int SENDERS = 4;
    private static final int VISITORS = 500;
    private static final int FLOOD_PER_SECOND = 200;
    private static final int SAMPLES = 10;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong postponed = new AtomicLong();
    private volatile boolean isApiDown;
    private long end;

    /** What must not grow. */
    private record Sample(long heap, int threads) {}

    @Test
    void nothingAcknowledgedIsLostAndHeapAndThreadsStayLevel() throws Exception {
        Duration length = Duration.parse(System.getProperty("attune.soak"));
        List<Sample> samples = new ArrayList<>();
        HttpServer api = api();
        try (RedisNode one = new RedisNode(Files.createDirectory(directory.resolve("one")));
                RedisNode two = new RedisNode(Files.createDirectory(directory.resolve("two")));
                Relay relay = new Relay(one.port());
                ProfileStore store = RedisProfileStore.open("redis://127.0.0.1:" + relay.port(), Duration.ofDays(2));
                WebhookServer server = new WebhookServer(store);
                ProfileClient client = ProfileClient.start(
                        new LookupSettings(
                                Duration.ofMillis(50),
                                Duration.ofSeconds(3),
                                Duration.ofHours(1),
                                Duration.ofSeconds(5),
                                2_000,
                                100),
                        ProfilesApi.open(
                                URI.create(
                                        "http://127.0.0.1:" + api.getAddress().getPort() + "/v1"),
                                "space",
                                "token",
                                Duration.ofSeconds(2)),
                        store)) {
            two.follow(one);
            end = System.nanoTime() + length.toNanos();
            List<Future<?>> weather = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                int sender = i;
                weather.add(threads.submit(() -> send(server.port(), sender)));
            }
            weather.add(threads.submit(() -> flood(client)));
            weather.add(threads.submit(() -> failOver(one, two, relay, length)));
            for (int i = 1; i <= SAMPLES; i++) {
                pause(length.dividedBy(SAMPLES));
                isApiDown = i % 3 == 0;
                samples.add(sample());
                System.out.println("soak " + acknowledged.size() + " visitors, " + postponed + " webhooks postponed, "
                        + client.health() + ", " + samples.get(i - 1));
            }
            for (Future<?> each : weather) {
                each.get();
            }
            List<String> lost = new ArrayList<>();
            acknowledged.forEach((visitor, number) -> {
                long kept = kept(store, visitor);
                // An update may have been stored whose answer did not come.
                if (kept < number) {
                    lost.add(visitor + ": " + kept + " after " + number);
                }
            });
            assertEquals(List.of(), lost);
        } finally {
            api.stop(0);
            threads.shutdownNow();
        }
        // The API's own threads are among them, which come and go with what is under way.
        Sample early = most(samples.subList(0, SAMPLES / 2));
        Sample late = most(samples.subList(SAMPLES / 2, SAMPLES));
        assertTrue(late.heap() < early.heap() * 1.2 + 20_000_000, samples::toString);
        assertTrue(late.threads() <= early.threads() + 16, samples::toString);
    }

    private static Sample most(List<Sample> samples) {
        return new Sample(
                samples.stream().mapToLong(Sample::heap).max().orElseThrow(),
                samples.stream().mapToInt(Sample::threads).max().orElseThrow());
    }

    private HttpServer api() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = "{\"traits\":{\"location\":\"EU\"}}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(isApiDown ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    /** Sends as Segment does: an event that was not answered 200 comes again. */
    private void send(int port, int sender) {
        for (long number = 0; System.nanoTime() < end; number++) {
            String visitor = "v" + sender + "-" + number % VISITORS;
            String event = "{\"type\":\"identify\",\"userId\":\"" + visitor + "\",\"traits\":{\"n\":" + number + "}}";
            while (!isTaken(port, event)) {
                postponed.incrementAndGet();
                if (System.nanoTime() > end) {
                    return;
                }
            }
            acknowledged.put(visitor, number);
        }
    }

    private static boolean isTaken(int port, String event) {
        try (WebhookCaller caller = new WebhookCaller(port, "/webhook")) {
            return caller.send(event) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void flood(ProfileClient client) {
        while (System.nanoTime() < end) {
            client.find(ProfileKey.anonymous("stranger" + UUID.randomUUID()));
            client.find(ProfileKey.user("v0-1"));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / FLOOD_PER_SECOND);
        }
    }

    private void failOver(RedisNode one, RedisNode two, Relay relay, Duration length) {
        RedisNode primary = one;
        RedisNode replica = two;
        while (end - System.nanoTime() > length.toNanos() / 8) {
            pause(length.dividedBy(8));
            relay.leadTo(replica.port());
            replica.takeOverFrom(primary);
            RedisNode former = primary;
            primary = replica;
            replica = former;
        }
    }

    private static void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private static long kept(ProfileStore store, String visitor) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try {
                return (long)
                        store.find(ProfileKey.user(visitor)).join().profile().number("n", -1);
            } catch (CompletionException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
            }
        }
    }

    private static Sample sample() {
        System.gc();
        return new Sample(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }
}

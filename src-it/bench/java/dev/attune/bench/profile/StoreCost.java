package dev.attune.bench.profile;

import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.internal.store.ProfileStore;
import dev.attune.internal.store.RedisProfileStore;
import dev.attune.it.profile.WebhookServer;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.testing.DefaultLookups;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What an update costs, and a start after a crash: {@code mvn -q -Pbench verify -Dbench=store}. */
public final class StoreCost {
    private static final Duration KEEP = Duration.ofDays(2);
    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 5;
    private static final Duration MEASURED = Duration.ofSeconds(3);

    /** For as long the compiler takes a processor for itself. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private static final int MANY = 1_000_000;

    private StoreCost() {}

    public static void run() throws Exception {
        Path directory = Files.createTempDirectory("attune-bench");
        try {
            updates(directory);
            reopening(directory.resolve("million"));
            nodeToNode(directory);
        } finally {
            delete(directory);
        }
    }

    /** Updates a second through HTTP, grouped and one by one in turn. */
    private static void updates(Path directory) throws Exception {
        double[] grouped = new double[ROUNDS];
        double[] single = new double[ROUNDS];
        double[] p99 = new double[ROUNDS];
        try (ProfileStore store = EmbeddedProfileStore.open(directory.resolve("warm-up"), KEEP)) {
            load(store, WARM_UP);
        }
        for (int round = 0; round < ROUNDS; round++) {
            try (ProfileStore store = EmbeddedProfileStore.open(directory.resolve("grouped" + round), KEEP)) {
                WebhookLoad.Outcome outcome = load(store, MEASURED);
                grouped[round] = outcome.perSecond();
                p99[round] = outcome.p99Millis();
            }
            try (ProfileStore store =
                    new OneByOne(EmbeddedProfileStore.open(directory.resolve("single" + round), KEEP))) {
                single[round] = load(store, MEASURED).perSecond();
            }
        }
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ratios[round] = grouped[round] / single[round];
        }
        Figure.print("store.updates.vs-single", Figure.median(ratios), "ratio");
        Figure.print("store.updates.per-s", Figure.median(grouped), "1/s");
        Figure.print("store.updates.single.per-s", Figure.median(single), "1/s");
        Figure.print("store.updates.p99-ms", Figure.median(p99), "ms");
    }

    private static WebhookLoad.Outcome load(ProfileStore store, Duration length) throws Exception {
        try (WebhookServer server = new WebhookServer(store)) {
            AtomicInteger number = new AtomicInteger();
            WebhookLoad load = new WebhookLoad(server.port(), CONNECTIONS, () -> {
                int value = number.incrementAndGet();
                return "{\"type\":\"identify\",\"userId\":\"visitor-" + value % 50_000
                        + "\",\"traits\":{\"big_spenders\":true,\"orders\":" + value + "}}";
            });
            load.run(Duration.ofSeconds(1));
            return load.run(length);
        }
    }

    /** A child process fills the store and dies without closing it. */
    private static void reopening(Path directory) throws Exception {
        Process filler = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreCost.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();
        filler.waitFor();
        double[] millis = new double[5];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            try (ProfileStore store = EmbeddedProfileStore.open(directory, KEEP)) {
                boolean isThere =
                        !store.find(Visitors.key(MANY - 1)).join().profile().isUnknown();
                millis[i] = (System.nanoTime() - start) / 1e6;
                if (!isThere) {
                    throw new IllegalStateException("an acknowledged profile is gone");
                }
            }
        }
        // Only the first opening comes after the crash; the others show the noise.
        Figure.print("store.reopen-1m.ms", millis[0], "ms");
        Figure.print("store.reopen-1m.again.ms", Figure.median(millis), "ms");
    }

    /** The child: fills a store, then dies as if killed. */
    public static void main(String[] args) {
        ProfileStore store = EmbeddedProfileStore.open(Path.of(args[0]), KEEP);
        Visitors visitors = new Visitors();
        List<ProfileUpdate> batch = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            batch.add(visitors.profile(Visitors.key(i)));
            if (batch.size() == 1_000) {
                store.merge(batch).join();
                batch.clear();
            }
        }
        Runtime.getRuntime().halt(1);
    }

    /** From the moment a change is sent on one node until a look-up on the other sees it. */
    private static void nodeToNode(Path directory) throws Exception {
        int port = freePort();
        Process redis;
        try {
            redis = new ProcessBuilder(
                            "redis-server",
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--dir",
                            directory.toString(),
                            "--appendonly",
                            "yes",
                            "--save",
                            "")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            System.err.println("store.node-to-node is skipped: redis-server is not installed");
            return;
        }
        String url = "redis://127.0.0.1:" + port;
        try (ProfileStore storeA = RedisProfileStore.open(url, KEEP);
                ProfileStore storeB = RedisProfileStore.open(url, KEEP);
                ProfileClient nodeB = ProfileClient.start(DefaultLookups.settings(), null, storeB)) {
            while (!storeA.health().isUp() || !storeB.health().isUp()) {
                Thread.onSpinWait();
            }
            int changes = 2_000;
            double[] millis = new double[changes];
            for (int i = 0; i < changes; i++) {
                ProfileKey key = Visitors.key(i % 100);
                nodeB.find(key).await();
                long start = System.nanoTime();
                storeA.merge(List.of(new ProfileUpdate.Pushed(key, Instant.now().plusNanos(i), Map.of("n", (long) i))))
                        .join();
                while (nodeB.find(key).await().profile().number("n", -1) != i) {
                    Thread.onSpinWait();
                }
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            Figure.print("store.node-to-node.p99-ms", Figure.percentile(millis, 0.99), "ms");
        } finally {
            redis.destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

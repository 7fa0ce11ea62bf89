package dev.attune.bench.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sun.management.ThreadMXBean;
import dev.attune.internal.lookup.LookupSettings;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.segment.ProfilesApi;
import dev.attune.profile.ProfileKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a look-up costs: {@code mvn -q -Pbench verify -Dbench=lookup}. */
public final class LookupCost {
    private static final Duration BUDGET = Duration.ofMillis(50);

    private LookupCost() {}

    public static void run() throws Exception {
        hits();
        memory();
        hitRatio();
        hangingApi();
    }

    private static LookupSettings settings(int entries) {
        // A rate at which the governor holds nothing back.
        return new LookupSettings(
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                entries,
                10_000_000 / 10);
    }

    private static void hits() {
        int visitors = 10_000;
        int rounds = 9;
        double[] nanos = new double[rounds];
        double[] bytes = new double[rounds];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ProfileClient client = ProfileClient.start(settings(100_000), new Visitors(), null)) {
            ProfileKey[] keys = new ProfileKey[visitors];
            for (int i = 0; i < visitors; i++) {
                keys[i] = Visitors.key(i);
                client.find(keys[i]).await();
            }
            long known = 0;
            for (int round = 0; round < rounds; round++) {
                int looks = 1_000_000;
                long allocated = threads.getCurrentThreadAllocatedBytes();
                long start = System.nanoTime();
                for (int i = 0; i < looks; i++) {
                    known += client.find(keys[(i * 7919 & 0x7FFFFFFF) % visitors])
                                    .await()
                                    .profile()
                                    .isUnknown()
                            ? 0
                            : 1;
                }
                nanos[round] = (System.nanoTime() - start) / (double) looks;
                bytes[round] = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) looks;
            }
            if (known != 1_000_000L * rounds) {
                throw new IllegalStateException("only " + known + " hits");
            }
        }
        Figure.print("lookup.hit.ns", Figure.median(nanos), "ns");
        Figure.print("lookup.hit.bytes", Figure.median(bytes), "bytes");
    }

    /** All that an entry takes: key, cache entry and profile. */
    private static void memory() {
        int visitors = 40_000;
        try (ProfileClient client = ProfileClient.start(settings(visitors * 2), new Visitors(), null)) {
            for (int i = 0; i < 1_000; i++) {
                client.find(Visitors.key(-1 - i)).await();
            }
            long before = usedHeap();
            for (int i = 0; i < visitors; i++) {
                client.find(Visitors.key(i)).await();
            }
            long after = usedHeap();
            Figure.print("lookup.profile.bytes", (after - before) / (double) visitors, "bytes");
        }
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static void hitRatio() {
        int visitors = 1_000_000;
        int entries = 50_000;
        int draws = 1_500_000;
        Zipf zipf = new Zipf(visitors, 0.99, new SplittableRandom(17));
        Cache<ProfileKey, Boolean> caffeine = Caffeine.newBuilder()
                .maximumSize(entries)
                .executor(Runnable::run)
                .build();
        long caffeineHits = 0;
        long counted = 0;
        try (ProfileClient client = ProfileClient.start(settings(entries), new Visitors(), null)) {
            long hits = 0;
            for (int i = 0; i < draws; i++) {
                ProfileKey key = Visitors.key(zipf.next());
                boolean isWarm = i >= draws / 3;
                if (i == draws / 3) {
                    hits = client.health().hits();
                }
                client.find(key).await();
                boolean isHit = caffeine.getIfPresent(key) != null;
                if (!isHit) {
                    caffeine.put(key, true);
                }
                if (isWarm) {
                    counted++;
                    caffeineHits += isHit ? 1 : 0;
                }
            }
            Figure.print("lookup.hit-ratio", (client.health().hits() - hits) / (double) counted, "ratio");
        }
        Figure.print("lookup.hit-ratio.caffeine", caffeineHits / (double) counted, "ratio");
    }

    /** How much longer than its budget a look-up takes while the API accepts calls and never answers. */
    private static void hangingApi() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            List<Socket> held = new CopyOnWriteArrayList<>();
            Thread acceptor = new Thread(() -> {
                try {
                    while (true) {
                        held.add(server.accept());
                    }
                } catch (IOException e) {
                    // The benchmark is over.
                }
            });
            acceptor.setDaemon(true);
            acceptor.start();
            LookupSettings settings = new LookupSettings(
                    BUDGET, Duration.ofMinutes(2), Duration.ofDays(1), Duration.ofSeconds(30), 100_000, 100);
            try (ProfileClient client = ProfileClient.start(
                    settings,
                    ProfilesApi.open(
                            URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1"),
                            "space",
                            "token",
                            // Longer than the measurement: the breaker never makes it easy.
                            Duration.ofSeconds(60)),
                    null)) {
                List<Double> over = new CopyOnWriteArrayList<>();
                List<Thread> pages = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    int first = t * 1_000;
                    Thread page = new Thread(() -> {
                        for (int i = 0; i < 100; i++) {
                            long start = System.nanoTime();
                            client.find(Visitors.key(first + i % 20)).await();
                            over.add((System.nanoTime() - start - BUDGET.toNanos()) / 1e6);
                        }
                    });
                    page.start();
                    pages.add(page);
                }
                for (Thread page : pages) {
                    page.join();
                }
                double[] samples =
                        over.stream().mapToDouble(Double::doubleValue).toArray();
                Figure.print("lookup.api-hang.over-budget-p99-ms", Figure.percentile(samples, 0.99), "ms");
            }
            for (Socket socket : held) {
                socket.close();
            }
        }
    }
}

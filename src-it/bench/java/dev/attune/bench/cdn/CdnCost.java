package dev.attune.bench.cdn;

import dev.attune.bench.profile.Figure;
import dev.attune.internal.store.ProfileStore;
import dev.attune.internal.store.RedisProfileStore;
import dev.attune.it.cache.Recipe;
import dev.attune.it.http.ServerProcess;
import dev.attune.it.profile.RedisNode;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A site behind a CDN: Varnish with the recipe of the documents, two nodes, Redis. 100,000 visitors, of whom a few come often, look
 * at 200 pages, of which a few are looked at often: {@code mvn -q -Pbench verify -Dbench=cdn}.
 */
public final class CdnCost {
    private static final int VISITORS = 100_000;
    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofMinutes(2);
    private static final int PUSHES = 300;
    private static final int BATCH = 250;

    private CdnCost() {}

    public static void run() throws Exception {
        Path folder = Files.createTempDirectory("attune-cdn");
        try (RedisNode redis = new RedisNode(Files.createDirectory(folder.resolve("redis")));
                ProfileStore store = RedisProfileStore.open("redis://127.0.0.1:" + redis.port(), Duration.ofDays(1))) {
            int[] segments = new int[VISITORS];
            for (int i = 0; i < VISITORS; i++) {
                segments[i] = i % CdnNode.SEGMENTS;
            }
            fill(store, segments);
            try (NodeProcess first = new NodeProcess(redis.port());
                    NodeProcess second = new NodeProcess(redis.port());
                    ServerProcess cache = varnish(folder, first.port(), second.port())) {
                Crowd crowd = new Crowd(cache.port(), segments);
                crowd.visit(CONNECTIONS, WARM_UP);
                Crowd.Seen seen = measured(crowd, first, second);
                pushes(store, crowd, segments);
                if (seen.wrong() > 0) {
                    throw new IllegalStateException(seen.wrong() + " visitors saw another outcome's page");
                }
            }
        }
    }

    private static Crowd.Seen measured(Crowd crowd, NodeProcess first, NodeProcess second) throws Exception {
        List<NodeProcess.Cost> before = List.of(first.cost(), second.cost());
        Crowd.Seen seen = crowd.visit(CONNECTIONS, MEASURED);
        List<NodeProcess.Cost> after = List.of(first.cost(), second.cost());
        long nanos = 0;
        long pages = 0;
        for (int i = 0; i < before.size(); i++) {
            nanos += after.get(i).nanos() - before.get(i).nanos();
            pages += after.get(i).pages() - before.get(i).pages();
        }
        double seconds = (double) MEASURED.toSeconds();
        Figure.print("cdn.hit-ratio", seen.hits() / (double) seen.pages(), "");
        Figure.print("cdn.hit-ratio.with-code", seen.hits() / (double) seen.withCode(), "");
        Figure.print("cdn.objects-per-page", crowd.mostCopies(), "");
        Figure.print("cdn.wrong-pages", (double) seen.wrong(), "");
        Figure.print("cdn.pages-per-second", seen.pages() / seconds, "1/s");
        Figure.print("cdn.origin-requests-per-second", pages / seconds, "1/s");
        Figure.print("cdn.origin-cpu.us", nanos / 1e3 / seen.pages(), "us");
        Figure.print("cdn.origin-cpu-per-request.us", nanos / 1e3 / Math.max(1, pages), "us");
        Figure.print("cdn.p50-ms", seen.millis(0.5), "ms");
        Figure.print("cdn.p99-ms", seen.millis(0.99), "ms");
        return seen;
    }

    private static void fill(ProfileStore store, int[] segments) {
        while (!store.health().isUp()) {
            Thread.onSpinWait();
        }
        Instant now = Instant.now();
        for (int from = 0; from < segments.length; from += BATCH) {
            List<ProfileUpdate> updates = new ArrayList<>();
            for (int i = from; i < Math.min(segments.length, from + BATCH); i++) {
                updates.add(push(i, segments[i], now));
            }
            store.merge(updates).join();
        }
    }

    private static ProfileUpdate push(int visitor, int segment, Instant at) {
        return new ProfileUpdate.Pushed(
                ProfileKey.user(Crowd.name(visitor)),
                at,
                Map.of("segment", (long) segment, "canary", "canary-" + visitor));
    }

    /** How long it takes until the next page without a code is right; a visitor with one sees it when the code has expired. */
    private static void pushes(ProfileStore store, Crowd crowd, int[] segments) throws IOException {
        double[] millis = new double[PUSHES];
        try (PageConnection connection = crowd.connection()) {
            for (int i = 0; i < PUSHES; i++) {
                segments[i] = (segments[i] + 1) % CdnNode.SEGMENTS;
                long start = System.nanoTime();
                CompletableFuture<?> stored = store.merge(List.of(push(i, segments[i], Instant.now())));
                stored.join();
                while (!crowd.isRight(connection.get("/page/0", Crowd.name(i), ""), i)) {
                    Thread.onSpinWait();
                }
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        Figure.print("cdn.push-to-page.p50-ms", millis[PUSHES / 2], "ms");
        Figure.print("cdn.push-to-page.p99-ms", millis[PUSHES * 99 / 100], "ms");
    }

    private static ServerProcess varnish(Path folder, int first, int second) throws IOException {
        int port = ServerProcess.freePort();
        String recipe = Recipe.of("vcl").replace("vcl 4.1;", "").replaceAll("backend default [^}]*}", "");
        Path file = Files.writeString(folder.resolve("cdn.vcl"), """
                vcl 4.1;
                import directors;
                backend first { .host = "127.0.0.1"; .port = "%d"; }
                backend second { .host = "127.0.0.1"; .port = "%d"; }
                sub vcl_init {
                  new nodes = directors.round_robin();
                  nodes.add_backend(first);
                  nodes.add_backend(second);
                }
                sub vcl_recv { set req.backend_hint = nodes.backend(); }
                """.formatted(first, second) + recipe);
        List<String> command = new ArrayList<>(
                List.of(ServerProcess.program("varnishd").toString(), "-F", "-j", "none", "-T", "none"));
        command.addAll(List.of("-n", folder.resolve("work").toString()));
        command.addAll(List.of("-a", "127.0.0.1:" + port, "-f", file.toString(), "-s", "malloc,128m"));
        return ServerProcess.start(port, folder.resolve("varnish.log"), command);
    }
}

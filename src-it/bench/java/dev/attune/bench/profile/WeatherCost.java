package dev.attune.bench.profile;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.lookup.LookupSettings;
import dev.attune.internal.lookup.PendingProfile;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.segment.ProfilesApi;
import dev.attune.internal.store.ProfileStore;
import dev.attune.internal.store.RedisProfileStore;
import dev.attune.it.profile.RedisNode;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.testing.DefaultLookups;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What known visitors notice of bad weather: {@code mvn -q -Pbench verify -Dbench=weather}. */
public final class WeatherCost {
    private static final Duration TTL = Duration.ofSeconds(3);
    private static final int ANSWER_MILLIS = 20;
    private static final int FLOOD_PER_SECOND = 200;
    private static final int KNOWN = 20;
    private static final int RETURNING = 100;
    private static final char[] PASSWORD = "changeit".toCharArray();

    private WeatherCost() {}

    public static void run() throws Exception {
        // The stand-in's answers would wait for the acknowledgement of the one before, 40 ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        flood();
        frozen();
        failover();
    }

    /** A stand-in for the Profiles API that knows all ids but those that begin with {@code stranger}. */
    private static void answer(HttpServer server, ExecutorService threads) {
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Thread.sleep(ANSWER_MILLIS);
                boolean isKnown = !exchange.getRequestURI().getPath().contains(":stranger");
                byte[] body = (isKnown
                                ? "{\"traits\":{\"at\":" + System.nanoTime() + "}}"
                                : "{\"error\":{\"code\":\"not_found\"}}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(isKnown ? 200 : 404, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /**
     * Twenty visitors come back each second while strangers flood the site. They are counted as served in budget if their
     * profile is no older than it may be and one second. A hundred others were seen once and then driven out of the cache.
     */
    private static void flood() throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(anyPort(), 500);
        answer(server, threads);
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
        LookupSettings settings = new LookupSettings(
                Duration.ofMillis(50), TTL, Duration.ofSeconds(1), Duration.ofSeconds(30), 1_000, 100);
        try (ProfileClient client =
                ProfileClient.start(settings, ProfilesApi.open(url, "space", "token", Duration.ofSeconds(2)), null)) {
            for (int i = 0; i < RETURNING; i++) {
                client.find(ProfileKey.user("returning" + i)).await();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
            }
            int known = 0;
            int knownServed = 0;
            int returning = 0;
            int returningServed = 0;
            long start = System.nanoTime();
            for (int i = 0; i < 20 * FLOOD_PER_SECOND; i++) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / FLOOD_PER_SECOND;
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                client.find(ProfileKey.anonymous("stranger" + UUID.randomUUID()));
                boolean isWarm = i >= 8 * FLOOD_PER_SECOND;
                if (i % (FLOOD_PER_SECOND / KNOWN) == 0) {
                    Lookup outcome = client.find(ProfileKey.user("known" + i / (FLOOD_PER_SECOND / KNOWN) % KNOWN))
                            .await();
                    double age = System.nanoTime() - outcome.profile().number("at", 0);
                    known += isWarm ? 1 : 0;
                    knownServed += isWarm && age < TTL.plusSeconds(1).toNanos() + 1e9 ? 1 : 0;
                }
                if (isWarm && i % (20 * FLOOD_PER_SECOND / RETURNING) == 0) {
                    PendingProfile pending =
                            client.find(ProfileKey.user("returning" + i / (20 * FLOOD_PER_SECOND / RETURNING)));
                    returning++;
                    returningServed += pending.await() instanceof Lookup.Found ? 1 : 0;
                }
            }
            Figure.print("flood.known.in-budget", knownServed / (double) known, "ratio");
            Figure.print("flood.returning.in-budget", returningServed / (double) returning, "ratio");
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** How long after all connections froze a page has its profile in budget again. */
    private static void frozen() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        SSLContext tls = tls();
        SSLContext.setDefault(tls);
        HttpsServer server = HttpsServer.create(anyPort(), 500);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        answer(server, threads);
        try (Relay relay = new Relay(server.getAddress().getPort());
                ProfileClient client = ProfileClient.start(
                        DefaultLookups.settings(),
                        ProfilesApi.open(
                                URI.create("https://localhost:" + relay.port() + "/v1"),
                                "space",
                                "token",
                                Duration.ofSeconds(2)),
                        null)) {
            int visitor = 0;
            while (!(client.find(ProfileKey.user("warm" + visitor)).await() instanceof Lookup.Found)) {
                visitor++;
            }
            relay.freeze();
            long frozenAt = System.nanoTime();
            int look = 0;
            while (!(client.find(ProfileKey.user("cold" + look)).await() instanceof Lookup.Found)) {
                look++;
                if (System.nanoTime() - frozenAt > TimeUnit.MINUTES.toNanos(2)) {
                    throw new IllegalStateException("no profile two minutes after the connections froze");
                }
            }
            Figure.print("h2.frozen.recovery-ms", (System.nanoTime() - frozenAt) / 1e6, "ms");
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** How long after the new primary took over, with the old one as its replica, an update is stored again. */
    private static void failover() throws IOException {
        Path folder = Files.createTempDirectory("attune-weather");
        Path other = Files.createDirectory(folder.resolve("other"));
        try (RedisNode old = new RedisNode(folder);
                RedisNode next = new RedisNode(other);
                Relay relay = new Relay(old.port());
                RedisProfileStore store =
                        RedisProfileStore.open("redis://127.0.0.1:" + relay.port(), Duration.ofDays(1))) {
            next.follow(old);
            awaitUpdate(store);
            relay.leadTo(next.port());
            next.takeOverFrom(old);
            long start = System.nanoTime();
            awaitUpdate(store);
            Figure.print("redis.failover.recovery-ms", (System.nanoTime() - start) / 1e6, "ms");
        }
    }

    private static void awaitUpdate(ProfileStore store) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        ProfileUpdate update =
                new ProfileUpdate.Pushed(ProfileKey.user("jane"), Instant.now(), Map.of("n", System.nanoTime()));
        while (true) {
            try {
                store.merge(List.of(update)).join();
                return;
            } catch (CompletionException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static SSLContext tls() throws Exception {
        Path folder = Files.createTempDirectory("attune-weather");
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no key");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        Files.delete(file);
        Files.delete(folder);
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}

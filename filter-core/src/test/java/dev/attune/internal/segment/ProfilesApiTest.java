package dev.attune.internal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.TraitValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ProfilesApiTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final CallGate OPEN = new CallGate() {
        @Override
        public <T> CompletionStage<T> pass(Supplier<? extends CompletionStage<T>> call) {
            return call.get();
        }
    };

    private final StandInApi server = new StandInApi(StandInApi.json("{\"traits\":{}}"));

    @AfterEach
    void stop() {
        server.close();
    }

    private ProfileUpdate.Pulled pull(ProfileKey key) {
        return pull(server.url(), key, TIMEOUT);
    }

    private static ProfileUpdate.Pulled pull(URI url, ProfileKey key, Duration timeout) {
        try (ProfilesApi api = ProfilesApi.open(url, "spa_1", "tok:en", timeout, InstantSource.fixed(NOW))) {
            return api.pull(key, OPEN).toCompletableFuture().join();
        }
    }

    private SourceException failure(StandInApi.Answer answer) {
        server.answer(answer);
        return failure(server.url(), TIMEOUT);
    }

    private static SourceException failure(URI url, Duration timeout) {
        CompletionException e =
                assertThrows(CompletionException.class, () -> pull(url, ProfileKey.user("jane"), timeout));
        return assertInstanceOf(SourceException.class, e.getCause());
    }

    private static void assertSays(String part, SourceException failure) {
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains(part), message);
    }

    @Test
    void asksForAllTraitsOfTheLowerCasedId() {
        pull(ProfileKey.user("Jane@Example.com"));
        assertEquals(
                List.of("/v1/spaces/spa_1/collections/users/profiles/user_id:jane%40example.com/traits"
                        + "?limit=200&verbose=true"),
                server.targets());
    }

    @Test
    void sendsTheTokenAsUserNameWithAnEmptyPassword() {
        pull(ProfileKey.user("jane"));
        // tok:en and a colon
        assertEquals(List.of("Basic dG9rOmVuOg=="), server.authorizations());
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a%2Fb",
        "a+b, a%2Bb",
        "a%2fb, a%252fb",
        "x/../../../../../other/collections/accounts, x%2F..%2F..%2F..%2F..%2F..%2Fother%2Fcollections%2Faccounts",
        "a?limit=1#x, a%3Flimit%3D1%23x",
        "zoë, zo%C3%AB",
        "😀, %F0%9F%98%80",
        ".., .."
    })
    void keepsAnIdOnePathSegmentWhateverItHolds(String id, String encoded) {
        pull(ProfileKey.user(id));
        assertEquals(
                List.of("/v1/spaces/spa_1/collections/users/profiles/user_id:" + encoded
                        + "/traits?limit=200&verbose=true"),
                server.targets());
    }

    @Test
    void readsTheVerboseFormWithEachTraitsTime() {
        server.answer(StandInApi.json("""
            {"traits": {"location": {"value": "EU", "source_id": "s", "updated_at": "2026-11-01T10:00:00.5+01:00"},
                        "score": {"value": 1.5, "source_id": "s", "updated_at": "2026-11-02T00:00:00Z"}},
             "cursor": {"url": "", "has_more": false, "next": ""}}\
            """));
        assertEquals(
                Map.of(
                        "location", new TraitValue("EU", Instant.parse("2026-11-01T09:00:00.5Z")),
                        "score", new TraitValue(1.5, Instant.parse("2026-11-02T00:00:00Z"))),
                pull(ProfileKey.user("jane")).traits());
    }

    @Test
    void readsThePlainFormWithoutTimes() {
        server.answer(StandInApi.json("{\"traits\": {\"Invited User?\": true, \"n\": 9007199254740993,"
                + " \"address\": {\"value\": \"not verbose\"}}}"));
        assertEquals(
                Map.of(
                        "Invited User?", TraitValue.undated(true),
                        "n", TraitValue.undated(9007199254740993L),
                        "address", TraitValue.undated(Map.of("value", "not verbose"))),
                pull(ProfileKey.user("jane")).traits());
    }

    @Test
    void followsTheCursorButNeverItsUrl() {
        server.answer(exchange -> {
            boolean isFirst = !exchange.getRequestURI().toString().contains("next=");
            StandInApi.json(
                            isFirst
                                    ? "{\"traits\":{\"a\":1},\"cursor\":{\"url\":\"http://evil.test/\",\"has_more\":true,\"next\":\"p&2\"}}"
                                    : "{\"traits\":{\"b\":2},\"cursor\":{\"url\":\"/x\",\"has_more\":false,\"next\":\"p3\"}}")
                    .to(exchange);
        });
        assertEquals(
                Map.of("a", TraitValue.undated(1L), "b", TraitValue.undated(2L)),
                pull(ProfileKey.user("jane")).traits());
        assertEquals(2, server.targets().size());
        assertTrue(server.targets().get(1).endsWith("/user_id:jane/traits?limit=200&verbose=true&next=p%262"));
    }

    @Test
    void endsAnAnswerThatNeverEnds() {
        server.answer(StandInApi.json("{\"traits\":{\"a\":1},\"cursor\":{\"has_more\":true,\"next\":\"again\"}}"));
        assertEquals(1, pull(ProfileKey.user("jane")).traits().size());
        assertEquals(20, server.targets().size());
    }

    @Test
    void takesNotFoundForAVisitorWithoutTraits() {
        server.answer(StandInApi.with(404, "application/json", "{\"error\":{\"code\":\"not_found\"}}"));
        assertEquals(Map.of(), pull(ProfileKey.user("stranger")).traits());
    }

    @ParameterizedTest
    @CsvSource({"400, REJECTED", "401, REFUSED", "403, REFUSED", "429, RATE_LIMITED", "500, UNCLEAR", "503, FAILED"})
    void tellsFailuresApartByStatus(int status, SourceException.Kind kind) {
        SourceException failure =
                failure(StandInApi.with(status, "application/json", "{\"error\":{\"code\":\"some_error\"}}"));
        assertEquals(kind, failure.kind());
        assertEquals("the Profiles API answered " + status + " (some_error), Request-Id req-17", failure.getMessage());
    }

    @Test
    void saysHowLongTheServerAsksToWait() {
        SourceException failure = failure(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(429, -1);
        });
        assertEquals(Duration.ofSeconds(7), failure.retryAfter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>nothing here</html>", "", "{}", "404 page not found", "[]", "{\"error\":\"no route\"}"})
    void a404ThatIsNoAnswerOfTheApiSaysWhatToCheck(String body) {
        SourceException failure = failure(StandInApi.with(404, "text/html", body));
        assertEquals(SourceException.Kind.REJECTED, failure.kind());
        assertSays("check profilesUrl and profilesSpace", failure);
    }

    @Test
    void namesAHostThatIsNotThere() {
        SourceException failure = failure(URI.create("http://profiles.nowhere.invalid/v1"), TIMEOUT);
        assertEquals(SourceException.Kind.FAILED, failure.kind());
        assertSays("profiles.nowhere.invalid could not be reached: there is no such host", failure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "1e400", "-1e999999999"
            })
    void leavesOutATraitBeyondALimitAndKeepsItsNeighbours(String value) {
        server.answer(StandInApi.json("{\"traits\":{\"a\":1,\"bad\":" + value + ",\"" + "n".repeat(513)
                + "\":2,\"worse\":{\"value\":" + value + ",\"updated_at\":null},\"b\":2},\"cursor\":{}}"));
        assertEquals(
                Map.of("a", TraitValue.undated(1L), "b", TraitValue.undated(2L)),
                pull(ProfileKey.user("jane")).traits());
    }

    /** A trait of tomorrow would outlive its erasure, and no event of today could change it. */
    @Test
    void takesNoTraitForNewerThanTheAnswerThatHoldsIt() {
        server.answer(
                StandInApi.json(
                        "{\"traits\":{\"location\":{\"value\":\"EU\",\"source_id\":\"s\",\"updated_at\":\"2026-11-24T12:00:00Z\"}}}"));
        assertEquals(
                Map.of("location", new TraitValue("EU", NOW)),
                pull(ProfileKey.user("jane")).traits());
    }

    @Test
    void saysOfAProxyThatAsksForCredentialsWhatItAsksFor() throws IOException {
        try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> refuseTunnels(proxy));
            answering.setDaemon(true);
            answering.start();
            ProxySelector usual = ProxySelector.getDefault();
            ProxySelector.setDefault(
                    ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort())));
            try {
                SourceException failure = failure(URI.create("https://profiles.example.com/v1"), TIMEOUT);
                assertEquals(SourceException.Kind.FAILED, failure.kind());
                assertSays("407 (the proxy asks for credentials: Proxy Authentication Required)", failure);
            } finally {
                ProxySelector.setDefault(usual);
            }
        }
    }

    private static void refuseTunnels(ServerSocket proxy) {
        while (true) {
            try (Socket call = proxy.accept()) {
                byte[] unused = call.getInputStream().readNBytes("CONNECT".length());
                call.getOutputStream().write("""
                        HTTP/1.1 407 Proxy Authentication Required\r
                        Proxy-Authenticate: Basic realm="proxy"\r
                        Content-Length: 0\r
                        \r
                        """.getBytes(StandardCharsets.US_ASCII));
                call.shutdownOutput();
                unused = call.getInputStream().readAllBytes();
            } catch (IOException closed) {
                if (proxy.isClosed()) {
                    return;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "\"yesterday\"", "\"\"", "{}"})
    void takesATraitWithAnOddTimeForUndated(String updatedAt) {
        server.answer(StandInApi.json(
                "{\"traits\":{\"location\":{\"value\":\"EU\",\"source_id\":\"s\",\"updated_at\":" + updatedAt + "}}}"));
        assertEquals(
                Map.of("location", TraitValue.undated("EU")),
                pull(ProfileKey.user("jane")).traits());
    }

    @Test
    void neverFollowsARedirect() {
        SourceException failure = failure(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });
        assertSays("the Profiles API answered 302", failure);
        assertEquals(1, server.targets().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "[]", "{}", "{\"traits\":[]}", "{\"traits\":{\"a\":1}", "{\"traits\":{}} x"})
    void refusesGarbage(String body) {
        assertEquals(
                SourceException.Kind.REJECTED, failure(StandInApi.json(body)).kind());
    }

    @Test
    void refusesDeepAndHugeValuesWithoutFallingOver() {
        for (String value : List.of("[".repeat(100_001), "\"x", "{\"a\":".repeat(200_000))) {
            assertEquals(
                    SourceException.Kind.REJECTED,
                    failure(StandInApi.json("{\"traits\":{\"a\":" + value + "}}"))
                            .kind());
        }
    }

    @Test
    void refusesAnotherContentType() {
        SourceException failure = failure(StandInApi.with(200, "text/html", "{\"traits\":{}}"));
        assertSays("Content-Type", failure);
    }

    @Test
    void givesUpOnTwentyMegabytes() {
        SourceException failure = failure(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = " ".repeat(64_000).getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < 20_000_000; sent += piece.length) {
                exchange.getResponseBody().write(piece);
            }
        });
        assertSays("more than 2000000 bytes", failure);
    }

    @Test
    void endsACallThatHangsBeforeItsHeaders() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.answer(exchange -> end.await());
        long start = System.nanoTime();
        SourceException failure = failure(server.url(), Duration.ofMillis(200));
        end.countDown();
        assertSays("longer than 200 ms", failure);
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
    }

    @Test
    void endsACallWhoseBodyTricklesForEver() {
        server.answer(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.sleep(20);
            }
        });
        SourceException failure = failure(server.url(), Duration.ofMillis(300));
        assertSays("longer than 300 ms", failure);
    }

    @Test
    void reportsResetsAndRefusedConnections() throws IOException {
        try (ServerSocket raw = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread resetter = new Thread(() -> {
                while (!raw.isClosed()) {
                    try (Socket socket = raw.accept()) {
                        InputStream in = socket.getInputStream();
                        in.read();
                        OutputStream out = socket.getOutputStream();
                        out.write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
                        socket.setSoLinger(true, 0);
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            resetter.start();
            SourceException failure =
                    failure(URI.create("http://127.0.0.1:" + raw.getLocalPort() + "/v1"), Duration.ofSeconds(5));
            assertSays("127.0.0.1 could not be reached", failure);
        }
        server.close();
        assertSays("could not be reached", failure(server.url(), TIMEOUT));
    }

    @Test
    void endsCallsUnderWayWhenClosed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        server.answer(exchange -> {
            asked.countDown();
            end.await();
        });
        ProfilesApi api = ProfilesApi.open(server.url(), "spa_1", "token", TIMEOUT);
        CompletionStage<ProfileUpdate.Pulled> call = api.pull(ProfileKey.user("jane"), OPEN);
        asked.await();
        api.close();
        CompletionException e = assertThrows(
                CompletionException.class, () -> call.toCompletableFuture().join());
        assertSays("closed", assertInstanceOf(SourceException.class, e.getCause()));
        assertThrows(
                CompletionException.class,
                () -> api.pull(ProfileKey.user("joe"), OPEN)
                        .toCompletableFuture()
                        .join());
        end.countDown();
    }
}

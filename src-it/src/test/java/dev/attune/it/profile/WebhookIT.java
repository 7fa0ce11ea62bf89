package dev.attune.it.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.profile.ProfileKey;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhook through a real server, onto the embedded store. */
@Timeout(60)
class WebhookIT {
    @TempDir
    Path directory;

    private EmbeddedProfileStore store;
    private WebhookServer server;

    @BeforeEach
    void start() throws Exception {
        store = EmbeddedProfileStore.open(directory, Duration.ofDays(2));
        server = new WebhookServer(store);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        store.close();
    }

    private static String identify(String user, String trait, Object value) {
        return "{\"type\":\"identify\",\"userId\":\"" + user + "\",\"traits\":{\"" + trait + "\":" + value + "}}";
    }

    private Map<String, Object> traits(String user) {
        return store.find(ProfileKey.user(user)).join().profile().traits();
    }

    private int send(String path, String body) throws Exception {
        try (WebhookCaller caller = new WebhookCaller(server.port(), path)) {
            return caller.send(body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhook", "/blocking"})
    void anAcceptedUpdateIsThere(String path) throws Exception {
        assertEquals(200, send(path, identify("Jane", "vip", true)));
        assertEquals(Map.of("vip", true), traits("jane"));
        assertEquals(
                200,
                send(path, "[" + identify("jane", "a", 1) + ",{\"type\":\"page\"}," + identify("joe", "b", 2) + "]"));
        assertEquals(Map.of("vip", true, "a", 1L), traits("jane"));
        assertEquals(Map.of("b", 2L), traits("joe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhook", "/blocking"})
    void allOfTwoHundredConcurrentWebhooksForOneVisitorAreKept(String path) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        List<Future<Integer>> answers = new ArrayList<>();
        Map<String, Object> expected = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            String trait = "trait" + i;
            long value = i;
            expected.put(trait, value);
            answers.add(threads.submit(() -> send(path, identify("busy", trait, value))));
        }
        for (Future<Integer> answer : answers) {
            assertEquals(200, answer.get());
        }
        threads.shutdown();
        assertEquals(expected, traits("busy"));
    }

    @Test
    void strangersAreTurnedAwayBeforeTheirBodyIsRead() throws Exception {
        for (String credentials :
                List.of("segment:pass", "segment:pass:word-of-sixteen:x", ":", "other:pass:word-of-sixteen")) {
            try (WebhookCaller stranger = new WebhookCaller(server.port(), "/webhook", credentials)) {
                assertEquals(401, stranger.send(identify("jane", "vip", true)));
            }
        }
        assertEquals(Map.of(), traits("jane"));
    }

    @Test
    void whatWillNeverWorkIsAnswered4xx() throws Exception {
        for (String body : List.of("", "x", "{}", "[{\"type\"")) {
            assertEquals(400, send("/webhook", body), body);
        }
        // An identify without an id that Attune knows visitors by is right by Segment's specification.
        assertEquals(200, send("/webhook", "{\"type\":\"identify\",\"traits\":{\"a\":1}}"));
        try (WebhookCaller caller = new WebhookCaller(server.port(), "/webhook")) {
            assertEquals(415, caller.send(identify("jane", "vip", true), "text/plain", ""));
        }
        try (WebhookCaller caller = new WebhookCaller(server.port(), "/webhook")) {
            assertEquals(
                    415, caller.send(identify("jane", "vip", true), "application/json", "Content-Encoding: gzip\r\n"));
        }
        try (WebhookCaller caller = new WebhookCaller(server.port(), "/webhook")) {
            assertEquals(413, caller.announce(11 * 1024 * 1024));
        }
    }

    @Test
    void aBodyWhoseLengthIsNotAnnouncedIsTaken() throws Exception {
        String body = identify("jane", "text", "\"" + "x".repeat(200_000) + "\"");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/webhook"))
                                .header("Authorization", "Basic " + WebhookServer.CREDENTIALS)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("x".repeat(200_000), traits("jane").get("text"));
    }

    @Test
    void whileTheStoreIsDownSegmentIsAskedToComeAgain() throws Exception {
        store.close();
        assertEquals(503, send("/webhook", identify("jane", "vip", true)));
        assertEquals(503, send("/blocking", identify("jane", "vip", true)));
        assertEquals(200, send("/webhook", "{\"type\":\"page\",\"userId\":\"jane\"}"));
    }

    private String health(int status) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        return answer.body();
    }

    @Test
    void healthTellsOfCountsAndOfAStoreThatIsDownButOfNobody() throws Exception {
        send("/webhook", identify("jane", "secret", 1));
        send("/webhook", "{\"type\":\"page\",\"userId\":\"jane\"}");
        send("/webhook", "x");
        String well = health(200);
        assertTrue(well.contains("\"status\":\"up\""), well);
        assertTrue(well.contains("\"webhook\":{\"merged\":1,\"ignored\":1,\"refused\":1,\"postponed\":0}"), well);
        assertTrue(well.contains("\"store\":{\"kind\":\"embedded\",\"up\":true"), well);
        assertFalse(well.contains("jane") || well.contains("secret"), well);
        store.close();
        assertTrue(health(503).contains("\"up\":false"));
    }

    @Test
    void aBatchOfFourThousandEventsIsTakenWhole() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            events.add(identify("v" + i, "n", i));
        }
        assertEquals(200, send("/webhook", "[" + String.join(",", events) + "]"));
        assertEquals(Map.of("n", 3_999L), traits("v3999"));
        assertTrue(store.health().isUp());
    }
}

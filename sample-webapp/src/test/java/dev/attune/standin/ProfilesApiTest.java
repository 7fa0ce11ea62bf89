package dev.attune.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in keeps to what Segment documents of its Profile API. */
class ProfilesApiTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String PATH = "/v1/spaces/spa_123/collections/users/profiles/";
    private static final String AUTHORIZATION = Http.basic("demo-token", "");

    private final HttpClient client = HttpClient.newHttpClient();
    private SegmentStandIn standIn;

    @BeforeEach
    void start() throws IOException {
        Profiles profiles = new Profiles(InstantSource.fixed(NOW));
        profiles.add(
                new Visitor("user_id:jane@example.com", "Jane", "with two traits"),
                Map.of("location", Json.createValue("EU"), "Invited User?", JsonValue.TRUE));
        Map<String, JsonValue> many = new HashMap<>();
        for (int i = 0; i < 250; i++) {
            many.put("trait " + i, Json.createValue(i));
        }
        profiles.add(new Visitor("anonymous_id:many", "Many", "with 250 traits"), many);
        standIn = SegmentStandIn.start(0, profiles, URI.create("http://localhost:1/"));
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void answersWithTheTraitsOfAProfile() throws Exception {
        JsonObject answer = get("user_id:jane%40example.com/traits", 200);

        assertEquals(
                Set.of("Invited User?", "location"),
                answer.getJsonObject("traits").keySet());
        assertEquals("EU", answer.getJsonObject("traits").getString("location"));
        assertFalse(answer.getJsonObject("cursor").getBoolean("has_more"));
    }

    @Test
    void givesTenTraitsUnlessAskedForMore() throws Exception {
        JsonObject answer = get("anonymous_id:many/traits", 200);

        assertEquals(10, answer.getJsonObject("traits").size());
        assertTrue(answer.getJsonObject("cursor").getBoolean("has_more"));
    }

    @Test
    void givesAllTraitsPageByPageAtMostAHundredEach() throws Exception {
        Set<String> names = new TreeSet<>();
        String next = "";
        int pages = 0;
        do {
            JsonObject answer = get("anonymous_id:many/traits?limit=200&next=" + next, 200);
            assertTrue(answer.getJsonObject("traits").size() <= 100);
            names.addAll(answer.getJsonObject("traits").keySet());
            JsonObject cursor = answer.getJsonObject("cursor");
            next = cursor.getBoolean("has_more") ? cursor.getString("next") : null;
            pages++;
        } while (next != null);

        assertEquals(250, names.size());
        assertEquals(3, pages);
    }

    @Test
    void givesOnlyTheTraitsThatAreAskedFor() throws Exception {
        JsonObject answer = get("user_id:jane%40example.com/traits?include=location,location,plan", 200);

        assertEquals(Set.of("location"), answer.getJsonObject("traits").keySet());
    }

    @Test
    void tellsWhenEachTraitWasSetIfVerbose() throws Exception {
        JsonObject location = get("user_id:jane%40example.com/traits?verbose=true", 200)
                .getJsonObject("traits")
                .getJsonObject("location");

        assertEquals("EU", location.getString("value"));
        assertEquals(NOW.toString(), location.getString("updated_at"));
        assertTrue(location.containsKey("source_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_id:stranger/traits", "user_id:Jane%40example.com/traits", "jane/nothing"})
    void doesNotFindWhatIsNotThere(String path) throws Exception {
        assertEquals("not_found", get(path, 404).getJsonObject("error").getString("code"));
    }

    @Test
    void failsOnAnIdThatIsNotPercentEncoded() throws Exception {
        get("user_id:jane@example.com/traits", 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=ten", "next=***"})
    void refusesParametersThatAreNotValid(String query) throws Exception {
        JsonObject answer = get("anonymous_id:many/traits?" + query, 400);

        assertEquals("validation_error", answer.getJsonObject("error").getString("code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo-token", "wrong"})
    void refusesWhoeverHasNoToken(String token) throws Exception {
        // The colon behind the token is part of the credentials.
        String credentials = token.equals("demo-token") ? "Basic ZGVtby10b2tlbg==" : Http.basic(token, "");
        HttpRequest request = request("user_id:jane%40example.com/traits", credentials);
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(401, answer.statusCode());
        assertEquals("authentication_error", json(answer).getJsonObject("error").getString("code"));
    }

    @Test
    void dropsConnectionsWhenDown() throws Exception {
        setState("DOWN");

        assertThrows(IOException.class, () -> get("user_id:jane%40example.com/traits", 200));
    }

    @Test
    void doesNotAnswerWhenHungUntilItIsUpAgain() throws Exception {
        setState("HUNG");
        assertThrows(HttpTimeoutException.class, () -> get("user_id:jane%40example.com/traits", 200));

        setState("UP");
        get("user_id:jane%40example.com/traits", 200);
    }

    private JsonObject get(String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(path, AUTHORIZATION), HttpResponse.BodyHandlers.ofString());
        assertEquals(status, answer.statusCode());
        assertTrue(answer.headers().firstValue("Request-Id").isPresent());
        return json(answer);
    }

    private HttpRequest request(String path, String authorization) {
        return HttpRequest.newBuilder(standIn.apiUrl().resolve(PATH + path))
                .timeout(Duration.ofSeconds(2))
                .header("Authorization", authorization)
                .build();
    }

    private void setState(String state) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(standIn.controlPage().resolve("api"))
                .POST(HttpRequest.BodyPublishers.ofString("state=" + state))
                .build();
        assertEquals(
                303,
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }
}

package dev.attune.it.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.it.http.Exchange;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Erasure through a real server, from the embedded store. */
@Timeout(60)
class ErasureIT {
    private static final String RIGHT = basic(WebhookServer.USER + ":" + WebhookServer.PASSWORD);

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

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static Request delete(String path) {
        return Request.of("DELETE", path).header("Authorization", RIGHT);
    }

    private Response send(Request request) throws IOException {
        try (Exchange exchange = Exchange.open(server.port(), request)) {
            return exchange.response();
        }
    }

    private void known(ProfileKey key, Instant time) {
        known(key, time, Set.of());
    }

    private void known(ProfileKey key, Instant time, Set<ProfileKey> links) {
        store.merge(List.of(new ProfileUpdate.Pushed(key, time, Map.of("vip", true), links)))
                .join();
    }

    private boolean isKnown(ProfileKey key) {
        return !store.find(key).join().profile().isUnknown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/profiles/", "/blocking/profiles/"})
    void anErasedVisitorIsGoneForGood(String folder) throws Exception {
        ProfileKey anna = ProfileKey.user("97980cfea0067");
        Instant before = Instant.now();
        known(anna, before);
        List<@Nullable ProfileKey> told = new ArrayList<>();
        store.onChange(change -> told.add(change == null ? null : change.key()));
        Response erased = send(delete(folder + "user_id:97980cfea0067"));
        assertEquals(204, erased.status(), erased.toString());
        assertEquals(0, erased.body().length);
        assertEquals("no-store", erased.header("Cache-Control"));
        assertFalse(isKnown(anna));
        assertEquals(List.of(anna), told, "the near caches have heard of it");
        known(anna, before);
        assertFalse(isKnown(anna), "a late event revives no visitor");
        store.close();
        store = EmbeddedProfileStore.open(directory, Duration.ofDays(2));
        assertFalse(isKnown(anna), "204 means durable");
        known(anna, before);
        assertFalse(isKnown(anna), "and so is the memory of it");
        known(anna, Instant.now().plusSeconds(60));
        assertTrue(isKnown(anna), "who comes back is known anew");
    }

    @Test
    void erasingTwiceOrNobodyIsNoMistake() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertEquals(204, send(delete("/profiles/anonymous_id:stranger")).status());
        }
    }

    @Test
    void theBrowserThatEventsNamedTogetherWithTheUserIsErasedToo() throws Exception {
        ProfileKey browser = ProfileKey.anonymous("b-1");
        known(browser, Instant.now());
        known(ProfileKey.user("anna"), Instant.now(), Set.of(browser));
        assertEquals(204, send(delete("/profiles/user_id:anna")).status());
        assertFalse(isKnown(browser));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Anna|anna",
                "%20anna%20|anna",
                "a%20b|a b",
                "a+b|a+b",
                "anna@example.com|anna@example.com",
                "a:b|a:b",
                "Zo%C3%AB|zoë",
                "%F0%9F%98%80|😀",
                "a%3Fb%23c|a?b#c"
            })
    void takesTheIdAsItWasEncoded(String encoded, String id) throws Exception {
        ProfileKey key = ProfileKey.user(id);
        known(key, Instant.now());
        assertEquals(204, send(delete("/profiles/user_id:" + encoded)).status());
        assertFalse(isKnown(key));
    }

    @Test
    void strangersEraseNobody() throws Exception {
        known(ProfileKey.user("anna"), Instant.now());
        Request bare = Request.of("DELETE", "/profiles/user_id:anna");
        Response refused = send(bare);
        assertEquals(401, refused.status());
        assertTrue(String.valueOf(refused.header("WWW-Authenticate")).startsWith("Basic "), refused.toString());
        for (String credentials : List.of(
                basic("segment:pass"),
                basic("segment:pass:word-of-sixteen:x"),
                basic("other:pass:word-of-sixteen"),
                basic(":"),
                basic(""),
                "Basic",
                "Basic !",
                "Bearer " + RIGHT.substring(6),
                RIGHT + "A")) {
            assertEquals(401, send(bare.header("Authorization", credentials)).status(), credentials);
        }
        assertTrue(isKnown(ProfileKey.user("anna")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS"})
    void otherMethodsNeitherEraseNorTellAnything(String method) throws Exception {
        known(ProfileKey.user("anna"), Instant.now());
        Response known = send(Request.of(method, "/profiles/user_id:anna").header("Authorization", RIGHT));
        Response unknown = send(Request.of(method, "/profiles/user_id:stranger").header("Authorization", RIGHT));
        assertEquals(405, known.status());
        assertEquals("DELETE", known.header("Allow"));
        assertEquals(unknown.text(), known.text());
        assertTrue(isKnown(ProfileKey.user("anna")));
    }

    /** An erasure deletes the visitor that the path names, or none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/profiles/",
                "/profiles/anna",
                "/profiles/:anna",
                "/profiles/user_id:",
                "/profiles/user_id:%20",
                "/profiles/user_id:null",
                "/profiles/user_id:0000-0000",
                "/profiles/user_id:%E2%84%AAate",
                "/profiles/user:anna",
                "/profiles/email:anna",
                "/profiles/USER_ID:anna",
                "/profiles/user_id:anna/",
                "/profiles/user_id:anna;v=1",
                "/profiles/user_id;v=1:anna",
                "/profiles/x;/user_id:anna",
                "/profiles/x/user_id:anna",
                "/profiles/user_id:anna/x",
                "/profiles/user_id:anna%00",
                "/profiles/user_id:anna%0A",
                "/profiles/user_id:anna%",
                "/profiles/user_id:%FF",
                "/profiles/user_id:%ED%A0%80",
                "/profiles/user_id%253Aanna"
            })
    void erasesNobodyForAPathThatDoesNotNameOneVisitor(String path) throws Exception {
        known(ProfileKey.user("anna"), Instant.now());
        int status = send(delete(path)).status();
        assertTrue(status == 400 || status == 404, path + " " + status);
        assertTrue(isKnown(ProfileKey.user("anna")), path);
    }

    @Test
    void aHugeIdIsNone() throws Exception {
        assertEquals(204, send(delete("/profiles/user_id:" + "x".repeat(256))).status());
        assertEquals(400, send(delete("/profiles/user_id:" + "x".repeat(257))).status());
        assertEquals(
                400, send(delete("/profiles/user_id:" + "%C4%B0".repeat(129))).status());
        assertEquals(
                400,
                send(delete("/profiles/user_id:" + "%E2%84%AA".repeat(129))).status());
        assertEquals(400, send(delete("/profiles/user_id:" + "x".repeat(5_000))).status());
        int status = send(delete("/profiles/user_id:" + "x".repeat(100_000))).status();
        assertTrue(status == 400 || status == 414 || status == 431, String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/profiles/", "/blocking/profiles/"})
    void whileTheStoreIsDownItIsToBeSentAgain(String folder) throws Exception {
        store.close();
        Response postponed = send(delete(folder + "user_id:anna"));
        assertEquals(503, postponed.status());
        assertEquals("5", postponed.header("Retry-After"));
    }
}

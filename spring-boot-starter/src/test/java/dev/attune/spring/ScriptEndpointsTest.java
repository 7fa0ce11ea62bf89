package dev.attune.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What the scripts of a page ask for, in an app with Spring Security. */
@ShopTest
@TestPropertySource(
        properties = {
            "attune.identity=principal,cookie",
            "spring.security.user.name=carla",
            "spring.security.user.password=pw"
        })
class ScriptEndpointsTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    ScriptEndpointsTest(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void aScriptIsToldOfTheVisitorWhoIsLoggedIn() throws Exception {
        HttpResponse<String> pushed = new Browser(port).push("""
                {"type": "identify", "userId": "carla", "messageId": "2", "traits": {"known": true}}""", ShopTest.PASSWORD);
        assertEquals(200, pushed.statusCode(), pushed.body());
        String known =
                send(visitor().header("Authorization", basic("carla", "pw"))).body();
        assertTrue(known.contains("\"isKnown\":true"), known);
        String unknown = send(visitor()).body();
        assertTrue(unknown.contains("\"isKnown\":false"), unknown);
    }

    @Test
    void aSeenPageIsJudgedByItsTokenAndNotByACsrfCheck() throws Exception {
        HttpResponse<String> answer =
                send(request("/attune/seen").POST(HttpRequest.BodyPublishers.ofString("no token")));
        assertEquals(403, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("this view does not count"), answer.body());
    }

    /** A policy that allows no inline script has pages ask for them. */
    @Test
    void theScriptsOfAPageAreForAllWhoMaySeeThePage() throws Exception {
        for (String script : List.of("client.js", "id.js", "late.js", "load.js", "seen.js")) {
            HttpResponse<String> answer = send(request("/attune/" + script));
            assertEquals(200, answer.statusCode(), script);
            assertTrue(answer.body().contains("use strict"), script);
        }
    }

    @Test
    void whatScriptsSendIsJudgedByAttuneAndNotByACsrfCheck() throws Exception {
        HttpResponse<String> answer = send(request("/attune/reset")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString("")));
        assertEquals(204, answer.statusCode(), answer.body());
        HttpResponse<String> foreign = send(request("/attune/reset")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString("")));
        assertEquals(403, foreign.statusCode());
        assertTrue(foreign.body().contains("this origin"), foreign.body());
    }

    /** Only Attune's endpoints, which judge their callers themselves, are out of that check. */
    @Test
    void formsOfTheAppStayUnderTheCsrfCheckOfSpringSecurity() throws Exception {
        // Refused before the log-in is looked at, and the page of errors asks for one.
        Set<Integer> refusals = Set.of(401, 403);
        for (String path : List.of(
                "/", "/tea", "/attune", "/attune/elsewhere", "/attune/visitor?path=/", "/shop/attune/webhook")) {
            HttpRequest.Builder asked = request(path).header("Authorization", basic("carla", "pw"));
            assertFalse(refusals.contains(send(asked.copy().GET()).statusCode()), path);
            HttpResponse<String> sent = send(asked.copy().POST(HttpRequest.BodyPublishers.ofString("a=b")));
            assertTrue(refusals.contains(sent.statusCode()), () -> path + ": " + sent);
        }
    }

    private HttpRequest.Builder visitor() {
        return request("/attune/visitor?path=/");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("User-Agent", "Mozilla/5.0");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}

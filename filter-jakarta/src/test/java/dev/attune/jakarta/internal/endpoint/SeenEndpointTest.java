package dev.attune.jakarta.internal.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenEndpointTest {
    private final List<String> counted = new ArrayList<>();
    private final SeenEndpoint endpoint =
            new SeenEndpoint((token, request) -> counted.add(token) && token.equals("good"));

    @Test
    void aViewThatCountsIsAnsweredWithNothing() {
        Call call = new Call("POST", null)
                .body("good", 4)
                .header("Sec-Fetch-Site", "same-origin")
                .to(endpoint);
        assertEquals(204, call.status());
        assertEquals("", call.text());
        assertEquals("no-store", call.answered("Cache-Control"));
        assertEquals(List.of("good"), counted);
    }

    @Test
    void aTokenThatDoesNotCountIsRefused() {
        for (String token : List.of("", "forged", "\u00ff\u0000")) {
            Call call = new Call("POST", null).body(token, token.length()).to(endpoint);
            assertEquals(403, call.status(), token);
            assertTrue(call.text().startsWith("{\"error\":\""), call.text());
        }
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() {
        Call announced = new Call("POST", null).body("x".repeat(5000), 5000).to(endpoint);
        assertEquals(413, announced.status());
        assertEquals(0, announced.read());
        Call hidden = new Call("POST", null).body("x".repeat(1_000_000), -1).to(endpoint);
        assertEquals(413, hidden.status());
        assertEquals(4097, hidden.read());
        assertEquals(List.of(), counted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "post"})
    void onlyAPostIsAView(String method) {
        Call call = new Call(method, null).body("good", 4).to(endpoint);
        assertEquals(405, call.status());
        assertEquals("POST", call.answered("Allow"));
        assertEquals(List.of(), counted);
    }

    @Test
    void noPageOfAnotherOriginSendsOne() {
        for (String site : List.of("cross-site", "same-site")) {
            assertEquals(
                    403,
                    new Call("POST", null)
                            .body("good", 4)
                            .header("Sec-Fetch-Site", site)
                            .to(endpoint)
                            .status());
        }
        for (String origin : List.of("null", "https://evil.test", "http://shop.test:1")) {
            assertEquals(
                    403,
                    new Call("POST", null)
                            .body("good", 4)
                            .header("Origin", origin)
                            .to(endpoint)
                            .status());
        }
        assertEquals(List.of(), counted);
    }
}

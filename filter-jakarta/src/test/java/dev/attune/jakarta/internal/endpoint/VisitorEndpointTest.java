package dev.attune.jakarta.internal.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorEndpointTest {
    private final List<String> asked = new ArrayList<>();
    private final VisitorEndpoint endpoint = new VisitorEndpoint("/shop", (path, query, request, response) -> {
        asked.add(query == null ? path : path + "?" + query);
        return new PageState(Map.of("firstName", "Zo\u00eb</script>"), Map.of("hero", 1), Map.of());
    });

    @Test
    void tellsTraitsAndExperimentsAsJsonThatNoCacheKeeps() {
        Call call = new Call("GET", "path=%2Fshop%2Fcart").to(endpoint);
        assertEquals(200, call.status());
        assertTrue(call.text().contains("\"traits\":{\"firstName\":\"Zo\\u00eb\\u003c/script\\u003e\"}"), call.text());
        assertTrue(call.text().contains("\"experiments\":{\"hero\":1}"), call.text());
        assertEquals("application/json", call.answered("Content-Type"));
        assertEquals("no-store", call.answered("Cache-Control"));
        assertEquals("nosniff", call.answered("X-Content-Type-Options"));
        assertEquals("same-origin", call.answered("Cross-Origin-Resource-Policy"));
        assertEquals(List.of("/cart"), asked);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop,/",
        "/shop/,/",
        "/shop/cart,/cart",
        "%2Fshop%2Fcart,/cart",
        "%2Fshop%2Fa%2520b,/a b",
        "/shop/caf%25C3%25A9,/caf\u00e9",
        "/shop/caf%C3%A9,/caf\u00e9",
        "/shop/a+b,/a b",
        "/shop//cart/./x/..,/cart/",
        "/other/../shop/cart,/cart",
        "/shop/cart%3Bjsessionid%3D1,/cart",
        "/shop/cart%3Fq%3D1%23f,/cart?q=1",
        "/shop/cart%23f%3Fq%3D1,/cart",
        "/shop/cart%3Futm_source%3Dnews%2526more,/cart?utm_source=news%26more",
        "/shop/cart&unknown=1&_=2,/cart"
    })
    void readsAPathAsARequestForItWouldBeRead(String path, String expected) {
        assertEquals(200, new Call("GET", "path=" + path).to(endpoint).status());
        assertEquals(List.of(expected), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pth=/shop/cart",
                "path",
                "path=",
                "path=cart",
                "path=/cart",
                "path=/shopping",
                "path=/shop/..",
                "path=/shop/../cart",
                "path=/shop/%252e%252e/cart",
                "path=/shop/../../etc/passwd",
                "path=//evil.test/shop",
                "path=https%3A%2F%2Fevil.test%2Fshop",
                "path=/shop%252Fcart",
                "path=/shop/a%252fb",
                "path=/shop/a%255Cb",
                "path=/shop/a%2500b",
                "path=/shop/a%0Ab",
                "path=/shop/%",
                "path=/shop/%zz",
                "path=/shop/%25zz",
                "path=/shop/a&path=/shop/b"
            })
    void refusesAPathThatNoPageOfTheAppHas(String query) {
        Call call = new Call("GET", query).to(endpoint);
        assertEquals(400, call.status(), query);
        assertTrue(call.text().startsWith("{\"error\":\""), call.text());
        assertEquals("no-store", call.answered("Cache-Control"));
        assertEquals(List.of(), asked);
    }

    @Test
    void refusesAHugePathAndNoQueryAtAll() {
        assertEquals(
                400,
                new Call("GET", "path=/shop/" + "a".repeat(1_000_000))
                        .to(endpoint)
                        .status());
        assertEquals(400, new Call("GET", null).to(endpoint).status());
        assertEquals(
                200,
                new Call("GET", "path=/shop/" + "a".repeat(4000)).to(endpoint).status());
        assertEquals(1, asked.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "PROPFIND"})
    void answersGetAndHeadOnly(String method) {
        Call call = new Call(method, "path=/shop/cart").to(endpoint);
        assertEquals(405, call.status());
        assertEquals("GET, HEAD", call.answered("Allow"));
        assertEquals(List.of(), asked);
        assertEquals(200, new Call("HEAD", "path=/shop/cart").to(endpoint).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "SAME-ORIGIN", ""})
    void answersNoPageOfAnotherOrigin(String site) {
        Call call = new Call("GET", "path=/shop/cart")
                .header("Sec-Fetch-Site", site)
                .to(endpoint);
        assertEquals(403, call.status());
        assertFalse(call.text().contains("Zo"), call.text());
        assertEquals(List.of(), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.test",
                "http://shop.test:8081",
                "http://shop.test.evil.test:8080",
                "http://evil.test:8080/shop.test:8080",
                "http://shop.test:8080@evil.test",
                "http://shop.test",
                "shop.test:8080",
                "",
                "http://[",
                "*"
            })
    void believesTheOriginOfABrowserWithoutFetchMetadata(String origin) {
        assertEquals(
                403,
                new Call("GET", "path=/shop/cart")
                        .header("Origin", origin)
                        .to(endpoint)
                        .status(),
                origin);
        assertEquals(List.of(), asked);
    }

    @Test
    void answersItsOwnOriginAndRequestsOfNoPage() {
        assertEquals(
                200,
                new Call("GET", "path=/shop")
                        .header("Sec-Fetch-Site", "same-origin")
                        .to(endpoint)
                        .status());
        assertEquals(
                200,
                new Call("GET", "path=/shop")
                        .header("Sec-Fetch-Site", "none")
                        .to(endpoint)
                        .status());
        assertEquals(
                200,
                new Call("GET", "path=/shop")
                        .header("Origin", "http://shop.test:8080")
                        .to(endpoint)
                        .status());
        assertEquals(
                200,
                new Call("GET", "path=/shop")
                        .header("Origin", "https://SHOP.test:8080")
                        .to(endpoint)
                        .status());
    }
}

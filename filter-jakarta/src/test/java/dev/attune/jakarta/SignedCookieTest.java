package dev.attune.jakarta;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.token.SignedTokens;
import dev.attune.token.SigningKeys;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignedCookieTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration AGE = Duration.ofDays(30);
    private static final SignedTokens TOKENS =
            SigningKeys.parse("0123456789abcdef0123456789abcdef").tokensFor("test");

    private final List<Cookie> cookies = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private boolean isCommitted;

    private static SignedCookie cookie(String contextPath) {
        return new SignedCookie("attune_id", TOKENS, AGE, contextPath, () -> NOW);
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "isCommitted" -> {
                            return isCommitted;
                        }
                        case "addCookie" -> cookies.add((Cookie) arguments[0]);
                        case "addHeader" -> headers.add(arguments[0] + ": " + arguments[1]);
                        default -> throw new AssertionError(method);
                    }
                    return null;
                });
    }

    private Cookie set(String contextPath, boolean isSecure) {
        cookie(contextPath).set(FakeRequest.isSecure(isSecure), response(), "Jane ");
        return cookies.get(cookies.size() - 1);
    }

    private static @Nullable String userOf(SignedCookie cookie, String value) {
        return cookie.userId(FakeRequest.withCookies("attune_id=" + value));
    }

    @Test
    void onlyTheAppsPagesAndNoScriptGetIt() {
        Cookie cookie = set("/shop", false);
        assertEquals("attune_id", cookie.getName());
        assertEquals("/shop", cookie.getPath());
        assertNull(cookie.getDomain());
        assertTrue(cookie.isHttpOnly());
        assertEquals("Lax", cookie.getAttribute("SameSite"));
        assertEquals(AGE.toSeconds(), cookie.getMaxAge());
        assertEquals("/", set("", false).getPath());
    }

    @Test
    void goesOverTlsAloneWhereItCameOverTls() {
        assertTrue(set("", true).getSecure());
        assertFalse(set("", false).getSecure());
    }

    @Test
    void saysTheUserAsTheAppDid() {
        assertEquals("Jane", userOf(cookie(""), requireNonNull(set("", false).getValue())));
    }

    @Test
    void noCacheKeepsTheAnswerThatSetsIt() {
        set("", false);
        assertEquals(List.of("Cache-Control: no-store"), headers);
    }

    @Test
    void isTakenAwayWhereItWasSet() {
        cookie("/shop").clear(FakeRequest.isSecure(true), response());
        Cookie cookie = cookies.get(0);
        assertEquals("", cookie.getValue());
        assertEquals(0, cookie.getMaxAge());
        assertEquals("/shop", cookie.getPath());
        assertEquals(List.of("Cache-Control: no-store"), headers);
    }

    @Test
    void refusesWhatCanBeNoUser() {
        for (String user : List.of("", " ", "a\nb", "x".repeat(257))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> cookie("").set(FakeRequest.isSecure(true), response(), user),
                    user);
        }
        assertEquals(List.of(), cookies);
    }

    @Test
    void saysSoWhereItIsTooLate() {
        isCommitted = true;
        assertThrows(IllegalStateException.class, () -> set("", false));
        assertThrows(IllegalStateException.class, () -> cookie("").clear(FakeRequest.isSecure(true), response()));
    }

    @Test
    void isNoLongerGoodEnoughWhenTheSiteShortensItsAge() {
        String month = TOKENS.sign("jane", NOW.minus(Duration.ofDays(8)), AGE);
        assertEquals("jane", userOf(cookie(""), month));
        assertNull(userOf(new SignedCookie("attune_id", TOKENS, Duration.ofDays(7), "", () -> NOW), month));
    }

    @Test
    void expires() {
        String token = TOKENS.sign("jane", NOW, AGE);
        assertEquals(
                "jane",
                userOf(
                        new SignedCookie(
                                "attune_id",
                                TOKENS,
                                AGE,
                                "",
                                () -> NOW.plus(AGE).minusSeconds(1)),
                        token));
        assertNull(userOf(new SignedCookie("attune_id", TOKENS, AGE, "", () -> NOW.plus(AGE)), token));
    }

    @Test
    void isOneOfItsNameAlone() {
        String token = TOKENS.sign("jane", NOW, AGE);
        HttpServletRequest request = FakeRequest.withCookies("attune_idx=" + token + "; xattune_id=" + token);
        assertNull(cookie("").userId(request));
    }
}

package dev.attune.jakarta.internal.visitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.token.SignedTokens;
import dev.attune.internal.token.SigningKeys;
import dev.attune.jakarta.internal.FakeRequest;
import dev.attune.testing.Fake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

    private final List<String> headers = new ArrayList<>();
    private boolean isCommitted;

    private static SignedCookie cookie(String contextPath) {
        return new SignedCookie("attune_id", TOKENS, AGE, contextPath, () -> NOW);
    }

    private HttpServletResponse response() {
        return Fake.of(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "isCommitted" -> isCommitted;
            case "addHeader" -> {
                headers.add(arguments[0] + ": " + arguments[1]);
                yield null;
            }
            default -> throw Fake.unexpected(HttpServletResponse.class, method);
        });
    }

    /** Returns the value and the attributes of the cookie that is set. */
    private String[] set(String contextPath, boolean isSecure) {
        headers.clear();
        cookie(contextPath).set(FakeRequest.isSecure(isSecure), response(), "Jane");
        assertTrue(headers.get(0).startsWith("Set-Cookie: attune_id="), headers.get(0));
        return headers.get(0).substring("Set-Cookie: attune_id=".length()).split("; ", 2);
    }

    private static @Nullable String userOf(SignedCookie cookie, String value) {
        return cookie.userId(FakeRequest.withCookies("attune_id=" + value));
    }

    @Test
    void onlyTheAppsPagesAndNoScriptGetIt() {
        assertEquals("Path=/shop; Max-Age=2592000; HttpOnly; SameSite=Lax", set("/shop", false)[1]);
        assertEquals("Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax", set("", false)[1]);
    }

    @Test
    void goesOverTlsAloneWhereItCameOverTls() {
        assertEquals("Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure", set("", true)[1]);
    }

    @Test
    void saysTheUserAsTheAppDid() {
        assertEquals("Jane", userOf(cookie(""), set("", false)[0]));
    }

    @Test
    void noCacheKeepsTheAnswerThatSetsIt() {
        set("", false);
        assertEquals("Cache-Control: no-store", headers.get(1));
    }

    @Test
    void isTakenAwayWhereItWasSet() {
        cookie("/shop").clear(FakeRequest.isSecure(true), response());
        assertEquals(
                List.of(
                        "Set-Cookie: attune_id=; Path=/shop; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
                        "Cache-Control: no-store"),
                headers);
    }

    @Test
    void refusesWhatCanBeNoUser() {
        for (String user : List.of("", " ", "Jane ", "a\nb", "undefined", "\u212Aate", "x".repeat(257))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> cookie("").set(FakeRequest.isSecure(true), response(), user),
                    user);
        }
        assertEquals(List.of(), headers);
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

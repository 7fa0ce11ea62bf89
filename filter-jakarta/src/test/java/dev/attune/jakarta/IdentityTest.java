package dev.attune.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.attune.config.Configuration;
import dev.attune.config.Settings;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user@example.com|user@example.com",
                "a%20b|a b",
                "a+b%2520c|a+b%20c",
                "%22quoted%22|quoted",
                "\"raw-quoted\"|raw-quoted",
                "%22a%5C%22%5Cu00e9%22|a\"\u00e9",
                "Zo%C3%AB|zo\u00eb",
                "a%3Bb=c%2Cd|a;b=c,d",
                "{%22x%22:1}|{\"x\":1}",
                "%F0%9F%98%80|\uD83D\uDE00",
                "12345|12345",
                "12345678901234567890|12345678901234567890",
                "true|true",
                "EU-User|eu-user"
            })
    void readsEachIdThatAnalyticsJsWrites(String cookie, String id) {
        assertEquals(ProfileKey.user(id), visitor("cookie", FakeRequest.withCookies("a=b; ajs_user_id=" + cookie)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "%22%22",
                "%E0%A4%A",
                "%zz",
                "%",
                "%00",
                "a%0Ab",
                "%C3%28",
                "%ED%A0%80",
                "%20",
                "\"a\"b\"",
                "\u20ac"
            })
    void takesNoIdFromABrokenCookie(String cookie) {
        assertNull(visitor("cookie", FakeRequest.withCookies("ajs_user_id=" + cookie)));
    }

    @Test
    void takesNoIdFromAHugeCookie() {
        assertNull(visitor("cookie", FakeRequest.withCookies("ajs_user_id=" + "x".repeat(100_000))));
    }

    @Test
    void takesTheAnonymousIdWhereThereIsNoUserId() {
        assertEquals(
                ProfileKey.anonymous("a-1"),
                visitor("cookie", FakeRequest.withCookies("ajs_user_id=%; ajs_anonymous_id=A-1")));
    }

    @Test
    void takesTheUserIdFirstWhateverTheOrder() {
        HttpServletRequest request = FakeRequest.withCookies("ajs_anonymous_id=a1", "ajs_user_id=u1");
        assertEquals(ProfileKey.user("u1"), visitor("cookie", request));
    }

    @Test
    void takesTheFirstOfTwoCookiesThatHoldsAnId() {
        assertEquals(
                ProfileKey.user("second"),
                visitor("cookie", FakeRequest.withCookies("ajs_user_id=null;ajs_user_id=second;ajs_user_id=third")));
    }

    @Test
    void isNotFooledByNamesThatLookAlike() {
        assertNull(visitor(
                "cookie", FakeRequest.withCookies("xajs_user_id=a; ajs_user_idx=b; AJS_USER_ID=c; ajs_user_id")));
    }

    @Test
    void takesThePrincipalBeforeTheCookieWhereToldSo() {
        HttpServletRequest request = FakeRequest.withPrincipal("Jane", "ajs_user_id=eve");
        assertEquals(ProfileKey.user("jane"), visitor("principal,cookie", request));
        assertEquals(ProfileKey.user("eve"), visitor("cookie,principal", request));
        assertEquals(ProfileKey.user("jane"), visitor("principal", request));
    }

    @Test
    void takesASessionAttributeOrAHeaderByName() {
        assertEquals(ProfileKey.user("42"), visitor("session:uid", FakeRequest.withSession("uid", 42)));
        assertEquals(ProfileKey.user("7"), visitor("header:X-User,cookie", FakeRequest.withHeader("X-User", " 7 ")));
        assertNull(visitor("header:X-User,cookie", FakeRequest.withHeader("X-Other", "7")));
    }

    @Test
    void knowsNobodyWithoutCookies() {
        assertNull(visitor("cookie", FakeRequest.withCookies()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cookie|Cookie",
                "principal,cookie|Authorization, Cookie",
                "header:X-User,session:uid,cookie|X-User, Cookie"
            })
    void namesTheHeadersThatTellVisitorsApart(String identity, String vary) {
        assertEquals(vary, identity(identity).vary());
    }

    private static @Nullable ProfileKey visitor(String identity, HttpServletRequest request) {
        return identity(identity).keyOf(request);
    }

    private static Identity identity(String setting) {
        return new Identity(
                Configuration.of(Map.of("identity", setting)).get(Settings.IDENTITY),
                "ajs_user_id",
                "ajs_anonymous_id");
    }
}

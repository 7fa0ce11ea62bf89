package dev.attune.jakarta.internal.visitor;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.Trust;
import dev.attune.experiment.Assignments;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.ConsentTerm;
import dev.attune.internal.config.Settings;
import dev.attune.internal.consent.Consent;
import dev.attune.internal.token.SignedTokens;
import dev.attune.internal.token.SigningKeys;
import dev.attune.jakarta.internal.FakeRequest;
import dev.attune.profile.ProfileKey;
import dev.attune.testing.Fake;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SignedTokens TOKENS = SigningKeys.parse(KEY).tokensFor("test");
    private static final String TOKEN = TOKENS.sign("Jane", NOW, Duration.ofDays(1));

    private final List<String> problems = new ArrayList<>();

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
                "100%|100%",
                "%zz|%zz",
                "EU-User|eu-user",
                "%20sp-1%20|sp-1"
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
                visitor("cookie", FakeRequest.withCookies("ajs_user_id=%00; ajs_anonymous_id=A-1")));
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

    @ParameterizedTest
    @ValueSource(strings = {"%C4%B0", "%E2%84%AA", "a"})
    void takesNoIdThatIsTooLongOrGrowsTooLongInLowerCase(String letter) {
        for (String name : List.of("ajs_user_id", "ajs_anonymous_id")) {
            for (int length : new int[] {129, 257}) {
                HttpServletRequest request = FakeRequest.withCookies(name + "=" + letter.repeat(length));
                boolean isId = letter.equals("a") && length == 129;
                assertEquals(isId, visitor("cookie", request) != null);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anonymous",
                "Anonymous",
                "undefined",
                "null",
                "NULL",
                "%22null%22",
                "-1",
                "0",
                "0000-0000",
                "00000000-0000-0000-0000-000000000000",
                "---",
                "NaN",
                "None",
                "nil",
                "[object%20Object]",
                "%20undefined%20",
                "{}",
                "unknown",
                "anonymousUser"
            })
    void takesWhatSoftwareWritesForNoIdForNone(String placeholder) {
        HttpServletRequest cookies = FakeRequest.withCookies("ajs_user_id=" + placeholder + "; ajs_anonymous_id=a-1");
        assertEquals(ProfileKey.anonymous("a-1"), visitor("cookie", cookies));
        assertNull(visitor("cookie", FakeRequest.withCookies("ajs_anonymous_id=" + placeholder)));
        String text = requireNonNull(CookieHeader.decode(placeholder));
        assertNull(visitor("principal", FakeRequest.withPrincipal(text, "")));
        assertNull(visitor("header:X-User", FakeRequest.withHeader("X-User", text)));
        assertNull(visitor("session:user", FakeRequest.withSession("user", text)));
    }

    @Test
    void bucketsNobodyOnAPlaceholder() {
        HttpServletRequest request = FakeRequest.withCookies("ajs_user_id=u; ajs_anonymous_id=undefined");
        assertNull(
                identity("cookie").idsOf(request, identified("cookie", request)).anonymous());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kate\u2003",
                "kate ",
                " kate",
                "\u3000kate",
                "kate\u2028",
                "kate\u001f",
                "kate\t",
                "kate\n",
                "\u212Aate",
                "kate\u0000",
                "\uff4bate",
                "kate\u200b",
                "kate\u00a0"
            })
    void neverTakesOnePrincipalForAnother(String name) {
        ProfileKey kate = ProfileKey.user("kate");
        assertNotEquals(kate, visitor("principal", FakeRequest.withPrincipal(name, "")));
        assertNotEquals(kate, visitor("session:user", FakeRequest.withSession("user", name)));
        String token = TOKENS.sign(name, NOW, Duration.ofDays(1));
        assertNotEquals(kate, visitor("signed-cookie", FakeRequest.withCookies("attune_id=" + token)));
    }

    @Test
    void givesTwoPrincipalsOneProfileOnlyWhereTheyDifferInCase() {
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.toLowerCase(c) != c) {
                names.add("x" + Character.toString(c));
            }
        }
        Map<ProfileKey, String> seen = new HashMap<>();
        for (String name : names) {
            ProfileKey key = ProfileKey.of(ProfileKey.USER_ID, name);
            String other = key == null ? null : seen.put(key, name);
            assertNull(other, () -> name + " and " + other);
        }
        assertTrue(seen.size() > 1_300, "letters with a lower case: " + seen.size());
    }

    @ParameterizedTest
    @CsvSource({"mallory,alice", "alice,mallory", "alice,''", "'',alice", "alice,null"})
    void believesNeitherOfTwoHeadersThatDisagree(String first, String second) {
        assertNull(visitor("header:X-User", FakeRequest.withHeader("X-User", first, second)));
    }

    @Test
    void believesTwoHeadersThatAgree() {
        assertEquals(
                ProfileKey.user("alice"),
                visitor("header:X-User", FakeRequest.withHeader("X-User", "Alice", "alice ")));
    }

    @Test
    void asksTheNextSourceWhereOneFailsAndNamesNoValueInTheReport() {
        Object detached = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no session for user SECRET");
            }
        };
        HttpServletRequest request = FakeRequest.withSession("user", detached);
        assertNull(visitor("session:user,cookie", request));
        assertEquals(List.of("the identity source session:user threw java.lang.IllegalStateException"), problems);
        Principal unknown = () -> {
            throw new NoClassDefFoundError("dev/User");
        };
        assertEquals(
                ProfileKey.user("eve"),
                visitor("principal,cookie", FakeRequest.withPrincipal(unknown, "ajs_user_id=eve")));
        assertEquals(2, problems.size());
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
                "header:X-User,session:uid,cookie|X-User, Cookie",
                "signed-cookie|Cookie"
            })
    void namesTheHeadersThatTellVisitorsApart(String identity, String vary) {
        assertEquals(vary, identity(identity).vary());
    }

    @Test
    void namesTheHeadersThatTellOfConsent() {
        assertEquals(
                "X-User, Cookie, Sec-GPC",
                identity("header:X-User", "onetrust:C0003,gpc").vary());
    }

    @Test
    void saysHowFarEachSourceIsTrusted() {
        assertEquals(
                Trust.PRINCIPAL,
                identified("principal", FakeRequest.withPrincipal("jane", "")).trust());
        assertEquals(
                Trust.PRINCIPAL,
                identified("session:uid", FakeRequest.withSession("uid", 42)).trust());
        assertEquals(
                Trust.SIGNED,
                identified("signed-cookie", FakeRequest.withCookies("attune_id=" + TOKEN))
                        .trust());
        assertEquals(
                Trust.CLAIMED,
                identified("header:X-User", FakeRequest.withHeader("X-User", "7"))
                        .trust());
        assertEquals(
                Trust.CLAIMED,
                identified("cookie", FakeRequest.withCookies("ajs_user_id=jane"))
                        .trust());
        assertEquals(
                Trust.CLAIMED,
                identified("cookie", FakeRequest.withCookies("ajs_anonymous_id=a1"))
                        .trust());
    }

    @Test
    void saysWhichSourceNamedTheVisitor() {
        HttpServletRequest request = FakeRequest.withCookies("ajs_user_id=eve; attune_id=" + TOKEN);
        assertEquals(
                "signed-cookie",
                identified("signed-cookie,cookie", request).source().toString());
        assertEquals(
                "cookie", identified("cookie,signed-cookie", request).source().toString());
        HttpServletRequest session = FakeRequest.withSession("uid", 42);
        assertEquals(
                "session:uid",
                identified("principal,session:uid", session).source().toString());
    }

    @Test
    void takesTheSignedCookieBeforeAPlainOneThatSaysOtherwise() {
        HttpServletRequest request = FakeRequest.withCookies("ajs_user_id=eve; attune_id=" + TOKEN);
        assertEquals(ProfileKey.user("jane"), visitor("signed-cookie,cookie", request));
    }

    @Test
    void asksTheNextSourceWhereTheSignedCookieIsNotValid() {
        String other = "AA" + TOKEN.substring(2);
        HttpServletRequest request = FakeRequest.withCookies("ajs_user_id=eve; attune_id=" + other);
        assertEquals(ProfileKey.user("eve"), visitor("signed-cookie,cookie", request));
        assertEquals(Trust.CLAIMED, identified("signed-cookie,cookie", request).trust());
    }

    @Test
    void isNotKeptFromTheSignedCookieByAnotherOfItsName() {
        HttpServletRequest request = FakeRequest.withCookies("attune_id=tossed", "attune_id=x; attune_id=" + TOKEN);
        assertEquals(ProfileKey.user("jane"), visitor("signed-cookie", request));
    }

    @Test
    void knowsNobodyWhoHasNotAgreedToIt() {
        HttpServletRequest request = FakeRequest.withCookies("ajs_user_id=jane; ok=no; attune_id=" + TOKEN);
        assertNull(identity("signed-cookie,cookie", "cookie:ok=yes").of(request));
        assertFalse(identity("cookie", "cookie:ok=yes").mayKnow(request));
        assertTrue(identity("cookie", "cookie:ok=no").mayKnow(request));
        assertEquals(ProfileKey.user("jane"), identity("cookie", "cookie:ok=no").keyOf(request));
    }

    /** Wrappers of other filters answer here, too. */
    @Test
    void costsNoPageWhereTheRequestItselfFails() {
        HttpServletRequest broken = Fake.of(HttpServletRequest.class, (method, arguments) -> {
            throw new IllegalStateException("no such header");
        });
        Identity careful = identity("cookie", "cookie:ok=yes,gpc,header:X-Consent");
        assertFalse(careful.mayKnow(broken));
        assertNull(careful.of(broken));
        assertTrue(problems.get(0).startsWith("consent threw java.lang.IllegalStateException"), problems.toString());
        Identification jane = identified("cookie", FakeRequest.withCookies("ajs_user_id=jane"));
        assertEquals(new VisitorIds("jane", null), identity("cookie").idsOf(broken, jane));
        assertEquals(Assignments.NONE, identity("cookie").assignmentsOf(broken));
    }

    private @Nullable ProfileKey visitor(String identity, HttpServletRequest request) {
        return identity(identity).keyOf(request);
    }

    private Identification identified(String identity, HttpServletRequest request) {
        return requireNonNull(identity(identity).of(request));
    }

    private Identity identity(String setting) {
        return identity(setting, "cookie:consent-is-not-asked");
    }

    private Identity identity(String setting, String consent) {
        Configuration configuration =
                Configuration.of(Map.of("identity", setting, "consent", consent, "signingKeys", KEY));
        List<ConsentTerm> terms = consent.contains("not-asked") ? List.of() : configuration.get(Settings.CONSENT);
        return new Identity(
                configuration.get(Settings.IDENTITY),
                "ajs_user_id",
                "ajs_anonymous_id",
                new SignedCookie("attune_id", TOKENS, Duration.ofDays(30), "", () -> NOW),
                new BrowserIds("ajs_anonymous_id", null, () -> new UUID(0, 1)),
                new Consent(terms),
                (problem, cause) -> problems.add(problem));
    }
}

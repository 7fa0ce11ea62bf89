package dev.attune.it.filter;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.token.SigningKeys;
import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** What a visitor sees whom the app does not trust: the same as an unknown visitor. */
class TrustIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_KEY = "fedcba9876543210fedcba9876543210";
    private static final Duration DAY = Duration.ofDays(1);

    private static final ProfilesServer PROFILES = new ProfilesServer()
            .visitor("user_id:anna", """
                    {"first_name": "Anna", "plan": "pro", "balance": 4711, "favorite_color": "#204060", "card": "c4rd"}""")
            .visitor("user_id:eve", "{\"first_name\": \"Eve\", \"plan\": \"free\"}");

    private static final Site SITE = Site.of(app(KEY));

    private static WebApp app(String keys) {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("identity", "session:user,signed-cookie,cookie");
        parameters.put("signingKeys", keys);
        parameters.put("profileBudget", "10s");
        parameters.put("variations", """
                [{"route": "/principal", "when": {"plan": "pro"}, "serve": "/home-pro", "trust": "principal"},
                 {"route": "/signed", "when": {"plan": "pro"}, "serve": "/home-pro", "trust": "signed"}]""");
        parameters.put("clientTraits", """
                {"balance": {"trait": "balance", "trust": "principal"},
                 "isPro": {"when": {"plan": "pro"}, "trust": "signed"}}""");
        parameters.put("pageColor", "{\"trait\": \"favorite_color\", \"trust\": \"signed\"}");
        parameters.put("content", """
                [{"route": "/*", "select": "#hello", "text": "Hello, {first_name}", "trust": "signed"},
                 {"route": "/*", "select": "#card", "attribute": "href", "value": "/card/{card}", "trust": "principal"},
                 {"route": "/*", "when": {"plan": "pro"}, "select": "body", "addClass": "pro", "trust": "principal"}]""");
        return WebApp.create()
                .servlet(
                        AccountPages.class,
                        "/principal",
                        "/signed",
                        "/home-pro",
                        "/page",
                        "/visitor",
                        "/log-in",
                        "/sign-in",
                        "/sign-out")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    @AfterAll
    static void stopProfiles() {
        PROFILES.close();
    }

    @EachContainer
    void aForgedPlainCookieSeesToTheByteWhatAnUnknownVisitorSees(Container container) throws IOException {
        Deployment site = SITE.on(container);
        for (String path : new String[] {"/principal", "/signed", "/page"}) {
            Response unknown = get(site, path, "");
            Response forged = get(site, path, "ajs_user_id=anna");
            assertArrayEquals(unknown.body(), forged.body(), unknown + "\n" + forged);
            assertEquals(unknown.header("ETag"), forged.header("ETag"));
        }
        assertTrue(PROFILES.asked().contains("user_id:anna"), "the profile was there to be shown");
    }

    @EachContainer
    void whoHasLoggedInSeesEverything(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String session = logIn(site, "anna");
        String page = get(site, "/principal", session).text();
        assertTrue(page.contains("<title>/home-pro</title>"), page);
        assertTrue(page.contains("\"balance\":4711") && page.contains("\"isPro\":true"), page);
        assertTrue(page.contains("#204060") && page.contains("Hello, Anna") && page.contains("/card/c4rd"), page);
        assertTrue(page.contains("class=\"pro\""), page);
    }

    @EachContainer
    void aSignedCookieSeesWhatIsForItAndNothingThatIsForThoseWhoHaveLoggedIn(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String cookie = signIn(site, "anna");
        assertTrue(get(site, "/signed", cookie).text().contains("<title>/home-pro</title>"));
        String page = get(site, "/principal", cookie).text();
        assertTrue(page.contains("<title>/principal</title>"), page);
        assertTrue(page.contains("\"isPro\":true") && page.contains("#204060") && page.contains("Hello, Anna"), page);
        assertFalse(page.contains("4711") || page.contains("c4rd") || page.contains("class=\"pro\""), page);
    }

    @EachContainer
    void theAppCanAskHowFarItIsSure(Container container) throws IOException {
        Deployment site = SITE.on(container);
        assertEquals(
                "key=null trust=CLAIMED profile= sure=",
                get(site, "/visitor", "").text());
        assertEquals(
                "key=user_id:anna trust=CLAIMED profile=Anna sure=",
                get(site, "/visitor", "ajs_user_id=anna").text());
        assertEquals(
                "key=user_id:anna trust=SIGNED profile=Anna sure=",
                get(site, "/visitor", signIn(site, "anna")).text());
        assertEquals(
                "key=user_id:anna trust=PRINCIPAL profile=Anna sure=Anna",
                get(site, "/visitor", logIn(site, "anna")).text());
    }

    @EachContainer
    void theStrongerSourceCountsWhateverAPlainCookieSays(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String mixed = "ajs_user_id=anna; " + signIn(site, "eve");
        assertTrue(get(site, "/visitor", mixed).text().startsWith("key=user_id:eve trust=SIGNED"));
        assertFalse(get(site, "/page", mixed).text().contains("Anna"));
    }

    @EachContainer
    void theCookieIsOneThatScriptsAndOtherSitesDoNotGet(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response answer = site.get("/sign-in?user=anna");
        assertEquals("signed in: true", answer.text());
        String cookie = String.valueOf(answer.header("Set-Cookie"));
        assertTrue(cookie.startsWith("attune_id="), cookie);
        assertFalse(cookie.contains("anna"), cookie);
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
        assertTrue(cookie.contains("Path=" + site.contextPath()), cookie);
        assertTrue(cookie.contains("Max-Age=2592000"), cookie);
        assertFalse(cookie.contains("Secure") || cookie.contains("Domain"), cookie);
        assertTrue(String.join(",", answer.headers("Cache-Control")).contains("no-store"), answer.toString());
        Response page = site.get("/sign-in?user=anna&html");
        assertTrue(String.join(",", page.headers("Cache-Control")).contains("no-store"), page.toString());
    }

    @EachContainer
    void signingOutTakesTheCookieAwayFromThisBrowser(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String cookie = signIn(site, "anna");
        String gone = String.valueOf(get(site, "/sign-out", cookie).header("Set-Cookie"));
        assertTrue(gone.startsWith("attune_id=;"), gone);
        assertTrue(gone.contains("Max-Age=0"), gone);
        assertTrue(gone.contains("Path=" + site.contextPath()), gone);
        // As the documentation says: a copy is good until it expires.
        assertTrue(get(site, "/visitor", cookie).text().contains("trust=SIGNED"));
    }

    @EachContainer
    void aCookieOfAnotherUserIsThatUserAndNeverOnesOwn(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String copied = signIn(site, "anna");
        assertTrue(get(site, "/visitor", copied).text().contains("key=user_id:anna trust=SIGNED"));
        // One's own log-in counts first, so that a planted cookie shows its owner's pages to no visitor who has logged
        // in.
        String page = get(site, "/page", logIn(site, "eve") + "; " + copied).text();
        assertTrue(page.contains("Hello, Eve") && !page.contains("Anna"), page);
    }

    @EachContainer
    void aForgedSignedCookieIsAsIfItWereNotThere(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String signed = signIn(site, "eve");
        String token = signed.substring(signed.indexOf('=') + 1);
        String purpose = "user of " + site.contextPath() + " in " + ProfilesServer.SPACE;
        Instant now = Instant.now();
        // What the test mints itself is accepted, so that the refusals below have their own reason.
        assertAccepted(site, mint(KEY, purpose, now, DAY));
        for (String forged : new String[] {
            "",
            "anna",
            "user_id:anna",
            token.substring(0, token.length() - 1),
            token.substring(1),
            token + "A",
            token.substring(0, 30) + (token.charAt(30) == 'A' ? 'B' : 'A') + token.substring(31),
            "A".repeat(4000),
            "%00%ff\"{}",
            mint(OTHER_KEY, purpose, now, DAY),
            mint(KEY, "preview of " + site.contextPath(), now, DAY),
            mint(KEY, "user of /another-site in " + ProfilesServer.SPACE, now, DAY),
            mint(KEY, "user of " + site.contextPath() + " in another-space", now, DAY),
            mint(KEY, purpose, now.minus(DAY), DAY),
            mint(KEY, purpose, now.minus(Duration.ofDays(31)), Duration.ofDays(365)),
            mint(KEY, purpose, now.plus(DAY), DAY)
        }) {
            assertRefused(site, forged);
        }
    }

    @EachContainer
    void aCookieOfAnAppBesideIsOfNoUseHere(Container container) throws IOException {
        try (Deployment other = container.running().deploy(app(KEY))) {
            String elsewhere = signIn(other, "anna");
            assertTrue(get(other, "/visitor", elsewhere).text().contains("trust=SIGNED"));
            assertRefused(SITE.on(container), elsewhere.substring(elsewhere.indexOf('=') + 1));
        }
    }

    @EachContainer
    void keysAreChangedWithoutSigningAnybodyOut(Container container) throws IOException {
        try (Deployment rotating = container.running().deploy(app(OTHER_KEY + "," + KEY))) {
            String purpose = "user of " + rotating.contextPath() + " in " + ProfilesServer.SPACE;
            assertAccepted(rotating, mint(KEY, purpose, Instant.now(), DAY));
            assertAccepted(rotating, mint(OTHER_KEY, purpose, Instant.now(), DAY));
        }
        try (Deployment rotated = container.running().deploy(app(OTHER_KEY))) {
            String purpose = "user of " + rotated.contextPath() + " in " + ProfilesServer.SPACE;
            assertAccepted(rotated, mint(OTHER_KEY, purpose, Instant.now(), DAY));
            assertRefused(rotated, mint(KEY, purpose, Instant.now(), DAY));
        }
    }

    @EachContainer
    void anUnchangedPageOfAClaimNeverAnswersForAPage(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String claim = "ajs_user_id=anna";
        String session = logIn(site, "anna");
        String cookie = signIn(site, "anna");
        for (String path : new String[] {"/principal", "/page"}) {
            String claimed = requireNonNull(get(site, path, claim).header("ETag"));
            String signed = requireNonNull(get(site, path, cookie).header("ETag"));
            String principal = requireNonNull(get(site, path, session).header("ETag"));
            assertNotEquals(claimed, signed);
            assertNotEquals(claimed, principal);
            assertNotEquals(signed, principal);
            assertEquals(304, conditional(site, path, session, principal).status());
            assertEquals(304, conditional(site, path, claim, claimed).status());
            for (String others : new String[] {claimed, signed, "\"app\"", claimed + ", " + signed}) {
                Response page = conditional(site, path, session, others);
                assertEquals(200, page.status(), others);
                assertTrue(page.text().contains("4711"), page.toString());
            }
            Response page = conditional(site, path, claim, principal);
            assertEquals(200, page.status());
            assertFalse(page.text().contains("4711") || page.text().contains("Anna"), page.toString());
        }
    }

    private static void assertAccepted(Deployment site, String token) throws IOException {
        String seen =
                get(site, "/visitor", "ajs_user_id=eve; attune_id=" + token).text();
        assertTrue(seen.startsWith("key=user_id:anna trust=SIGNED"), seen);
    }

    /** The next source is asked, and what it says is trusted no more than it deserves. */
    private static void assertRefused(Deployment site, String token) throws IOException {
        String seen =
                get(site, "/visitor", "ajs_user_id=eve; attune_id=" + token).text();
        assertTrue(seen.startsWith("key=user_id:eve trust=CLAIMED"), token + ": " + seen);
        String page = get(site, "/page", "attune_id=" + token).text();
        assertEquals(get(site, "/page", "").text(), page);
    }

    private static String mint(String key, String purpose, Instant now, Duration validFor) {
        return SigningKeys.parse(key).tokensFor(purpose).sign("anna", now, validFor);
    }

    private static Response conditional(Deployment site, String path, String cookies, String validator)
            throws IOException {
        return site.send(Request.get(path).header("Cookie", cookies).header("If-None-Match", validator));
    }

    private static Response get(Deployment site, String path, String cookies) throws IOException {
        Request request = Request.get(path);
        return site.send(cookies.isEmpty() ? request : request.header("Cookie", cookies));
    }

    private static String logIn(Deployment site, String user) throws IOException {
        return cookieOf(site.get("/log-in?user=" + user));
    }

    private static String signIn(Deployment site, String user) throws IOException {
        return cookieOf(site.get("/sign-in?user=" + user));
    }

    private static String cookieOf(Response answer) {
        String cookie = requireNonNull(answer.header("Set-Cookie"), answer::toString);
        return cookie.substring(0, cookie.indexOf(';'));
    }
}

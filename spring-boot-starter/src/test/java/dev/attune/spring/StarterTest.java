package dev.attune.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One dependency and one rules file on the class path, in an app with Spring Security. */
@ShopTest
class StarterTest {
    static final String NO_STORE = "no-cache, no-store, max-age=0, must-revalidate";

    private final Browser browser;

    StarterTest(@LocalServerPort int port) {
        browser = new Browser(port);
    }

    @Test
    void aPushedProfileChangesThePagesOfItsVisitorAndOfNoOther() throws Exception {
        HttpResponse<String> pushed = browser.push(ShopTest.ANNA, ShopTest.PASSWORD);
        assertEquals(200, pushed.statusCode(), pushed.body());
        String page = browser.get("/", "anna").body();
        assertTrue(page.contains("<title>Europe</title>"), page);
        assertTrue(page.contains("<h1>Hello, Anna!</h1>"), page);
        assertTrue(page.contains("<p>Anna|EU</p>"), page);
        assertTrue(page.contains("\"isKnown\":true"), page);
        assertEquals(
                "Person[firstName=Anna, visits=0]",
                browser.get("/typed", "anna").body());
        assertEquals(
                "{isKnown=true} true CLAIMED", browser.get("/decided", "anna").body());
        String other = browser.get("/", "bob").body();
        assertTrue(other.contains("<title>home</title>") && other.contains("<h1>Welcome</h1>"), other);
    }

    @Test
    void theWebhookRefusesWrongCredentialsItselfAndNotByACsrfCheck() throws Exception {
        HttpResponse<String> answer = browser.push("{}", "something else entirely");
        assertEquals(401, answer.statusCode(), answer.body());
    }

    @Test
    void pagesThatAskForALogInStillDo() throws Exception {
        assertEquals(401, browser.get("/elsewhere", "anna").statusCode());
    }

    @Test
    void personalizedPagesKeepTheNoStoreOfSpringSecurity() throws Exception {
        assertKeepsNoStore(browser);
    }

    @Test
    void aPageForWhichTheAppSetCacheControlGetsNoOtherFromSpringSecurity() throws Exception {
        browser.push(ShopTest.ANNA, ShopTest.PASSWORD);
        HttpResponse<String> page = browser.get("/kept", "anna");
        assertEquals(List.of("private, no-cache"), page.headers().allValues("Cache-Control"), page.toString());
    }

    @Test
    void aVariationHasTheHeadersOfSpringSecurityAndTheUrlsOfTheEncodingFilter() throws Exception {
        assertIsBehindAllFilters(browser);
    }

    static void assertKeepsNoStore(Browser browser) throws Exception {
        browser.push(ShopTest.ANNA, ShopTest.PASSWORD);
        for (String path : new String[] {"/", "/home-eu", "/long"}) {
            for (String user : new String[] {"anna", "bob"}) {
                HttpResponse<String> page = browser.get(path, user);
                assertEquals(user.equals("anna"), page.body().contains("Hello, Anna!"), page.body());
                assertEquals(List.of(NO_STORE), page.headers().allValues("Cache-Control"), path + " of " + user);
                assertEquals("no-cache", page.headers().firstValue("Pragma").orElse(""));
            }
        }
    }

    static void assertIsBehindAllFilters(Browser browser) throws Exception {
        browser.push(ShopTest.ANNA, ShopTest.PASSWORD);
        HttpResponse<String> page = browser.get("/", "anna");
        assertTrue(page.body().contains("<title>Europe</title>"), page.body());
        assertTrue(page.body().matches("(?s).*href=\"/shop-[0-9a-f]{32}\\.css\".*"), page.body());
        assertEquals(
                ShopApplication.POLICY,
                page.headers().firstValue("Content-Security-Policy").orElse(""));
    }
}

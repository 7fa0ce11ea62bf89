package dev.attune.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A page that Thymeleaf writes. */
@ShopTest
class TemplateTest {
    private final Browser browser;

    TemplateTest(@LocalServerPort int port) {
        browser = new Browser(port);
    }

    @Test
    void aTemplateReadsTheProfileAndItsPageIsPersonalized() throws Exception {
        assertEquals(200, browser.push(ShopTest.ANNA, ShopTest.PASSWORD).statusCode());
        String page = browser.get("/tea", "anna").body();
        assertTrue(page.contains("<p>Tea for Anna</p>"), page);
        assertTrue(page.contains("<h1>Hello, Anna!</h1>"), page);
        assertTrue(page.contains("\"isKnown\":true"), page);
        assertTrue(page.matches("(?s).*href=\"/shop-[0-9a-f]{32}\\.css\".*"), page);
        String other = browser.get("/tea", "bob").body();
        assertTrue(other.contains("<p>Tea for null</p>") || other.contains("<p>Tea for </p>"), other);
    }
}

package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;

/** Rules that ask the request, for a visitor of whom nothing is known. */
@Timeout(120)
class RequestRulesIT {
    private static final String RULES = """
            {
              "clientTraits": {
                "consent": {"when": {"request.eu": true}},
                "campaign": {"trait": "request.utm_campaign"}
              },
              "variations": [
                {"route": "/home", "when": {"request.country": "US"}, "serve": "/homepage-us"},
                {"route": "/home", "until": "2020-01-01T00:00:00Z", "serve": "/about"},
                {"route": "/home", "enabled": false, "serve": "/about"},
                {"route": "/home", "hosts": ["elsewhere.example"], "serve": "/about"}
              ],
              "content": [
                {"route": "/about", "select": "title", "text": {"en": "Tea", "de": "Tee aus {request.city|der Nähe}"}},
                {"route": "/p/{item}", "select": "title", "text": "{request.route.item}"},
                {"route": "/plain", "when": {"request.query.style": "on"}, "style": "h1 { color: red }"}
              ]
            }
            """;

    private static final Site SITE = Site.of(WebApp.create()
            .servlet(ShopPages.class, "/home", "/homepage-us", "/about", "/plain", "/p/*")
            .file("WEB-INF/attune.json", RULES)
            .file("tea.html", "<!DOCTYPE html><html><head><title>Tea</title></head><body>Tea</body></html>")
            .filter(
                    "dev.attune.jakarta.PersonalizationFilter",
                    Map.of("rules", "/WEB-INF/attune.json", "geo", "cloudflare"))
            .attune());

    private static Response get(Deployment site, String target, String... headers) throws IOException {
        Request request = Request.get(target);
        for (int i = 0; i < headers.length; i += 2) {
            request = request.header(headers[i], headers[i + 1]);
        }
        return site.send(request);
    }

    private static Set<String> vary(Response page) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        page.headers("Vary").forEach(value -> names.addAll(List.of(value.split(", *"))));
        return names;
    }

    @EachContainer
    void theCountryChoosesThePageAndTheTraitsOfAStranger(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response american = get(site, "/home", "CF-IPCountry", "US");
        assertTrue(american.text().contains("<title>/homepage-us</title>"), american.text());
        assertTrue(american.text().contains("\"consent\":false"), american.text());
        Response german = get(site, "/home", "CF-IPCountry", "de");
        assertTrue(german.text().contains("<title>/home</title>"), german.text());
        assertTrue(german.text().contains("\"consent\":true"), german.text());
        for (Response page : List.of(american, german)) {
            assertTrue(
                    vary(page).containsAll(List.of("Cookie", "CF-IPCountry")),
                    vary(page).toString());
            assertEquals("private, no-cache", page.header("Cache-Control"));
        }
        for (String odd : List.of("XX", "T1", "", "DE,US", "\u00df", "x".repeat(4000))) {
            Response page = get(site, "/home", "CF-IPCountry", odd);
            assertTrue(
                    page.text().contains("<title>/home</title>") && page.text().contains("\"consent\":false"), odd);
        }
        // A header that the setting does not name is not believed.
        assertTrue(get(site, "/home", "X-AppEngine-Country", "US").text().contains("<title>/home</title>"));
    }

    @EachContainer
    void aCopyIsGoodForTheSameAnswersOnly(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response german = get(site, "/plain", "CF-IPCountry", "DE");
        String tag = german.header("ETag");
        if (tag == null) {
            return;
        }
        assertEquals(
                304,
                get(site, "/plain", "CF-IPCountry", "FR", "If-None-Match", tag).status());
        Response american = get(site, "/plain", "CF-IPCountry", "US", "If-None-Match", tag);
        assertEquals(200, american.status());
        assertNotEquals(tag, american.header("ETag"));
    }

    @EachContainer
    void languageAndPlaceAreInTheTextAndEscaped(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response german = get(site, "/about", "Accept-Language", "de-AT, en;q=0.5", "CF-IPCity", "<b>Graz</b>");
        assertTrue(german.text().contains("<title>Tee aus &lt;b&gt;Graz&lt;/b&gt;</title>"), german.text());
        assertTrue(
                vary(german).containsAll(List.of("Accept-Language", "CF-IPCity")),
                vary(german).toString());
        Response near = get(site, "/about", "Accept-Language", "de");
        assertTrue(near.text().contains("<title>Tee aus der N\u00e4he</title>"), near.text());
        assertTrue(get(site, "/about", "Accept-Language", "en-GB").text().contains("<title>Tea</title>"));
        assertTrue(get(site, "/p/green%3Ctea").text().contains("<title>green&lt;tea</title>"));
    }

    @EachContainer
    void aBlockAndATraitFollowTheQueryAndAScriptHearsTheSame(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String query = "/plain?style=on&utm_campaign=a%3C/script%3E";
        String page = get(site, query).text();
        assertTrue(page.contains("<style>h1 { color: red }</style>"), page);
        assertTrue(page.contains("\"campaign\":\"a\\u003c/script\\u003e\""), page);
        assertFalse(get(site, "/plain").text().contains("<style>"));
        String asked = (site.contextPath() + query).replace("%", "%25").replace("&", "%26");
        String told = get(site, "/attune/visitor?path=" + asked).text();
        assertTrue(told.contains("\"campaign\":\"a\\u003c/script\\u003e\""), told);
    }
}

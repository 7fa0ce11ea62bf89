package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;

/** Where traits, id and snippet stand in pages of all forms, and the scripts beside them. */
@Timeout(120)
class FirstPartyPagesIT {
    @EachContainer
    void idAndSnippetGoIntoADocumentOnceWhateverItsHead(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(container, segment)) {
            for (String html : List.of(
                    "<!DOCTYPE html><title>x</title><p>y",
                    "<!DOCTYPE html><html><body><p>y</body></html>",
                    "<!DOCTYPE html><html><head><title>x</title><body><p>y",
                    "<!DOCTYPE html><html><head><title>x</title><p>y",
                    "<!DOCTYPE html><html><head><template><head></head></template></head><body><svg><head></head></svg><p>y",
                    "<!DOCTYPE html><html><head></head><head></head><body><head></head><p>y",
                    "<!DOCTYPE html><html><head><!-- <head></head> --><script>'<head></head>'</script></head><body><p>y")) {
                Response page = site.send(page("/raw?html=" + URLEncoder.encode(html, StandardCharsets.UTF_8)));
                for (String once : List.of("id=\"attune-traits\"", "data-id=", "data-key=")) {
                    assertEquals(1, count(page, once), html + " " + page.text());
                    assertTrue(page.text().indexOf(once) < page.text().indexOf("<p>y"), html + " " + page.text());
                }
            }
        }
    }

    @EachContainer
    void theScriptsOfAPageAreTheSameForAllAndKeptForEver(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(container, segment)) {
            Request page = page("/about").header("X-Policy", "script-src 'self'");
            List<String> scripts = scripts(site.send(page.header("Cookie", "ajs_anonymous_id=one")));
            assertEquals(3, scripts.size());
            for (String hostile : List.of("two", "%22)%3Balert(document.domain)%3B(%22", "x//%23y")) {
                assertEquals(scripts, scripts(site.send(page.header("Cookie", "ajs_anonymous_id=" + hostile))));
            }
            for (String script : scripts) {
                Request asked = Request.get(script.substring(site.contextPath().length()));
                Response file = site.send(asked.header("Cookie", "ajs_anonymous_id=one; ajs_user_id=anna"));
                assertTrue(String.valueOf(file.header("Cache-Control")).contains("immutable"), file.toString());
                assertNull(file.header("Set-Cookie"));
                assertEquals(file.text(), site.send(asked).text());
            }
        }
    }

    private static List<String> scripts(Response page) {
        return Pattern.compile("<script[^>]*? src=\"([^\"]*)\"")
                .matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static int count(Response page, String text) {
        return page.text().split(Pattern.quote(text), -1).length - 1;
    }

    private static Request page(String path) {
        return Request.get(path)
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36")
                .header("Sec-Fetch-Dest", "document");
    }

    private static Deployment deploy(Container container, SegmentServer segment) throws IOException {
        Map<String, String> parameters = new HashMap<>(segment.parameters());
        parameters.putAll(
                Map.of("analyticsSnippet", "on", "anonymousId", "server", "clientTraits", "{\"vip\": {\"when\": {}}}"));
        return container
                .running()
                .deploy(WebApp.create()
                        .servlet(ShopPages.class, "/about")
                        .servlet(RawPages.class, "/raw")
                        .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                        .attune());
    }
}

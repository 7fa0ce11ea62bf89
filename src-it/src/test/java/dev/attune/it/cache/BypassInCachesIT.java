package dev.attune.it.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Header;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page for one person passes by the copies in a cache, and leaves none: with credentials, explained, or as a preview. */
@Timeout(120)
class BypassInCachesIT {
    private static final String EXPLAIN_KEY = "0123456789abcdef0123456789abcdef";

    private static final List<Header> FOR_ONE_PERSON = List.of(
            new Header("Authorization", "Bearer anna"),
            new Header("Attune-Explain", EXPLAIN_KEY),
            new Header("Attune-Explain", "a wrong key"),
            new Header("Cookie", "attune-preview=anything"));

    @Test
    void aPageForOnePersonPassesByNginx(@TempDir Path folder) throws Exception {
        passesBy((site) -> CacheServer.nginxByRecipe(folder, site));
    }

    @Test
    void aPageForOnePersonPassesByVarnish(@TempDir Path folder) throws Exception {
        passesBy((site) -> CacheServer.varnishByRecipe(folder, site));
    }

    private static void passesBy(CacheStart start) throws IOException {
        try (Deployment site = Container.TOMCAT_11.running().deploy(app());
                CacheServer cache = start.before(URI.create(site.url()).getPort())) {
            String page = site.contextPath() + "/page";
            String code = String.valueOf(
                    OutcomeVisitor.send(cache.port(), request(page, "")).header("Attune-Outcome"));
            for (int i = 0; i < FOR_ONE_PERSON.size(); i++) {
                Header sign = FOR_ONE_PERSON.get(i);
                Request plain = request(page + "?n=" + i, code);
                Request personal = plain.header(sign.name(), sign.value());
                assertPasses(OutcomeVisitor.send(cache.port(), personal), sign);
                assertPasses(OutcomeVisitor.send(cache.port(), plain), sign);
                assertEquals("HIT", OutcomeVisitor.send(cache.port(), plain).header("X-Cache"));
                assertPasses(OutcomeVisitor.send(cache.port(), personal), sign);
            }
        }
    }

    private static void assertPasses(Response answer, Header sign) {
        assertNotEquals("HIT", answer.header("X-Cache"), sign + ": " + answer);
        assertTrue(answer.text().contains("<p>/b</p>"), answer.toString());
    }

    private static Request request(String path, String code) {
        return Request.get(path).header("Cookie", "ajs_user_id=anna; attune_outcome=" + code);
    }

    private static WebApp app() {
        return WebApp.create()
                .servlet(OutcomePages.class, "/page", "/b")
                .filter(
                        "dev.attune.jakarta.PersonalizationFilter",
                        Map.of(
                                "signingKeys",
                                "0123456789abcdef0123456789abcdef",
                                "explainKey",
                                EXPLAIN_KEY,
                                "cache",
                                "[{\"route\": \"/page\", \"shared\": \"10m\"}]",
                                "variations",
                                "[{\"route\": \"/page\", \"serve\": \"/b\"}]"))
                .attune();
    }
}

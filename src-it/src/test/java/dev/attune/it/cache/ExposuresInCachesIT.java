package dev.attune.it.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.TrackingServer;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Experiments on pages of which a cache keeps one copy for all visitors of a variation: each of them counts once. */
@Timeout(300)
class ExposuresInCachesIT {
    private static final Pattern TOKEN = Pattern.compile("\"seen\":\"([\\w-]+)\"");

    @Test
    void nginxHandsOutCopiesAndEachVisitorCountsOnce(@TempDir Path folder) throws Exception {
        visitThrough((site) -> CacheServer.nginxByRecipe(folder, site));
    }

    @Test
    void varnishHandsOutCopiesAndEachVisitorCountsOnce(@TempDir Path folder) throws Exception {
        visitThrough((site) -> CacheServer.varnishByRecipe(folder, site));
    }

    private static void visitThrough(CacheStart start) throws Exception {
        try (TrackingServer segment = new TrackingServer();
                Deployment site = Container.TOMCAT_11.running().deploy(app(segment));
                CacheServer cache = start.before(URI.create(site.url()).getPort())) {
            String arm = site.contextPath() + "/arm";
            Response first = ask(cache, "anna", "", arm);
            String code = String.valueOf(first.header("Attune-Outcome"));
            Response filling = ask(cache, "anna", code, arm);
            assertTrue(filling.text().contains("<p>/arm-b</p>"), filling.toString());
            // The copies say nothing of who sees them, and the app hears of nothing: the script counts.
            for (String user : List.of("bob", "anna", "bob", "carl")) {
                Response copy = ask(cache, user, code, arm);
                assertEquals("HIT", copy.header("X-Cache"), copy.toString());
                runScript(cache, site, user, code, copy);
            }
            // Of a page that is only asked for by HEAD, and of one that is fetched ahead, no visitor sees anything.
            ask(cache, "head", code, "HEAD", arm + "?unseen");
            OutcomeVisitor.send(
                    cache.port(), request("ahead", code, "GET", arm + "?ahead").header("Sec-Purpose", "prefetch"));
            // A visitor who is in no variation, for want of an id, counts for none.
            ask(cache, "", code, arm + "?nameless");

            ask(cache, "the-last", "", site.contextPath() + "/counted");
            segment.await(events -> events.stream().anyMatch(event -> event.contains("the-last")));
            assertEquals(
                    List.of("anna", "bob", "carl"),
                    segment.events().stream()
                            .filter(event -> event.contains("\"experiment_id\":\"hero\""))
                            .map(event -> event.replaceFirst(".*\"userId\":\"([^\"]*)\".*", "$1"))
                            .toList());
        }
    }

    /** What {@code late.js} does on a page that is in sight. */
    private static void runScript(CacheServer cache, Deployment site, String user, String code, Response page)
            throws IOException {
        assertTrue(page.text().contains("data-shown=\"hero:1\""), page.toString());
        Response state =
                ask(cache, user, code, site.contextPath() + "/attune/visitor?path=" + site.contextPath() + "/arm");
        assertTrue(state.text().contains("\"experiments\":{\"hero\":1}"), state.toString());
        Matcher token = TOKEN.matcher(state.text());
        assertTrue(token.find(), state.toString());
        Response counted = OutcomeVisitor.send(
                cache.port(),
                request(user, code, "POST", site.contextPath() + "/attune/seen")
                        .header("Sec-Fetch-Site", "same-origin")
                        .body("text/plain;charset=UTF-8", token.group(1)));
        assertEquals(204, counted.status(), counted.toString());
    }

    private static Response ask(CacheServer cache, String user, String code, String path) throws IOException {
        return ask(cache, user, code, "GET", path);
    }

    private static Response ask(CacheServer cache, String user, String code, String method, String path)
            throws IOException {
        return OutcomeVisitor.send(cache.port(), request(user, code, method, path));
    }

    private static Request request(String user, String code, String method, String path) {
        String id = user.isEmpty() ? "" : "ajs_user_id=" + user + "; ";
        return Request.of(method, path).header("Cookie", id + "attune_outcome=" + code);
    }

    private static WebApp app(TrackingServer segment) {
        Map<String, String> parameters = new HashMap<>(segment.parameters());
        parameters.put("signingKeys", "0123456789abcdef0123456789abcdef");
        parameters.put("cache", "[{\"route\": \"/arm\", \"shared\": \"10m\"}]");
        parameters.put("variations", """
                [{"route": "/arm", "experiment": "hero", "weights": [0, 1], "serve": [null, "/arm-b"]},
                 {"route": "/counted", "experiment": "counted", "serve": [null, "/arm-b"]}]""");
        return WebApp.create()
                .servlet(OutcomePages.class, "/arm", "/arm-b", "/counted")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }
}

package dev.attune.it.cache;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Exchange;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand visitors, each with a trait that no other has, behind a cache that all of them share. */
@Timeout(600)
class SharedCachesIT {
    private static final int VISITORS = 1_000;
    private static final Pattern CANARY = Pattern.compile("canary-[0-9]+-");

    /** A page that is rewritten, and answers of a route with variations that are no pages. */
    private static final List<String> PATHS = List.of(
            "/page",
            "/varied?as=application/json",
            "/varied?as=text/javascript",
            "/varied?as=redirect",
            "/varied?as=error",
            "/varied?as=header");

    @Test
    void nginxKeepsNothingOfAVisitor(@TempDir Path folder) throws Exception {
        visitThrough((site) -> CacheServer.nginx(folder, site));
    }

    @Test
    void varnishKeepsNothingOfAVisitor(@TempDir Path folder) throws Exception {
        visitThrough((site) -> CacheServer.varnish(folder, site));
    }

    private static void visitThrough(CacheStart start) throws IOException, InterruptedException, ExecutionException {
        try (ProfilesServer profiles = new ProfilesServer()) {
            for (int i = 0; i < VISITORS; i++) {
                String location = i % 2 == 0 ? "EU" : "US";
                profiles.visitor(
                        "user_id:v" + i, "{\"location\": \"" + location + "\", \"canary\": \"" + canary(i) + "\"}");
            }
            try (Deployment site = Container.TOMCAT_11.running().deploy(app(profiles));
                    CacheServer cache = start.before(URI.create(site.url()).getPort())) {
                holdsWhatIsOpenToAll(site, cache);
                for (String path : PATHS) {
                    // A cache that keeps this answer would give it to the visitors.
                    ask(site, cache, Request.get(path).header("Upgrade", "websocket"));
                }
                visit(site, cache);
                for (String path : PATHS) {
                    Response stranger = ask(site, cache, Request.get(path));
                    assertFalse(CANARY.matcher(stranger.toString()).find(), stranger.toString());
                }
                assertFalse(cache.keeps("canary-"));
            }
        }
    }

    /** Else a cache that keeps nothing at all would do. */
    private static void holdsWhatIsOpenToAll(Deployment site, CacheServer cache) throws IOException {
        ask(site, cache, Request.get("/open"));
        assertEquals("HIT", ask(site, cache, Request.get("/open")).header("X-Cache"));
        assertTrue(cache.keeps("open to all"));
    }

    private static void visit(Deployment site, CacheServer cache)
            throws IOException, InterruptedException, ExecutionException {
        ExecutorService visitors = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> visits = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                int visitor = i;
                visits.add(visitors.submit(() -> {
                    for (String path : PATHS) {
                        seesOnlyWhatIsTheirs(ask(site, cache, by(visitor, path)), visitor);
                    }
                    return null;
                }));
            }
            for (Future<?> visit : visits) {
                visit.get();
            }
        } finally {
            visitors.shutdownNow();
        }
    }

    /** Some are known by a cookie, the others by a header that a gateway sets. */
    private static Request by(int visitor, String path) {
        return visitor % 4 < 2
                ? Request.get(path).header("Cookie", "ajs_user_id=v" + visitor)
                : Request.get(path).header("X-User", "v" + visitor);
    }

    private static void seesOnlyWhatIsTheirs(Response answer, int visitor) {
        String text = answer.toString();
        assertTrue(text.contains(canary(visitor)), text);
        Matcher matcher = CANARY.matcher(text);
        while (matcher.find()) {
            assertEquals(canary(visitor), matcher.group());
        }
        assertNotEquals("HIT", answer.header("X-Cache"));
        assertTrue(requireNonNull(answer.header("Cache-Control")).contains("private"), text);
    }

    private static String canary(int visitor) {
        return "canary-" + visitor + "-";
    }

    private static Response ask(Deployment site, CacheServer cache, Request request) throws IOException {
        try (Exchange exchange = Exchange.open(cache.port(), request.inside(site.contextPath()))) {
            return exchange.response();
        }
    }

    private static WebApp app(ProfilesServer profiles) {
        Map<String, String> parameters = new HashMap<>(profiles.parameters());
        parameters.put("identity", "header:X-User,cookie");
        parameters.put("profileBudget", "30s");
        parameters.put("profilesRate", "10000");
        parameters.put(
                "variations",
                "[{\"route\": \"/varied\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/varied-eu\"},"
                        + " {\"route\": \"/page\", \"experiment\": \"e1\", \"sticky\": true, \"serve\": [null, \"/page\"]}]");
        parameters.put("content", "[{\"route\": \"/page\", \"select\": \"#name\", \"text\": \"{canary}\"}]");
        return WebApp.create()
                .servlet(CachedPages.class, "/page", "/varied", "/varied-eu", "/open")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }
}

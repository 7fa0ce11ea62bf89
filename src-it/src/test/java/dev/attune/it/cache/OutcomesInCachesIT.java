package dev.attune.it.cache;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand visitors, each with a trait that no other has, behind a cache that keeps one copy of a page for each outcome. */
@Timeout(600)
class OutcomesInCachesIT {
    private static final int VISITORS = 1_000;
    private static final int VIEWS = 40;
    private static final int FORGED = 10_000;
    private static final int SEGMENTS = 6;
    /** Six variations, each with the client trait or without it, and pages of no variation. */
    private static final int OUTCOMES = 14;

    private static final List<String> PATHS = List.of("/page", "/page?q=1", "/page?q=2", "/other");
    private static final int SHARED_SECONDS = 600;

    /** The browsers' clock; the cache has its own. */
    private final AtomicLong seconds = new AtomicLong();

    @Test
    void nginxKeepsACopyOfAPageForEachOutcome(@TempDir Path folder) throws Exception {
        visitThrough((site) -> CacheServer.nginxByRecipe(folder, site));
    }

    @Test
    void varnishKeepsACopyOfAPageForEachOutcome(@TempDir Path folder) throws Exception {
        visitThrough((site) -> CacheServer.varnishByRecipe(folder, site));
    }

    private void visitThrough(CacheStart start) throws Exception {
        try (ProfilesServer profiles = new ProfilesServer()) {
            for (int i = 0; i < VISITORS; i++) {
                profiles.visitor("user_id:v" + i, traits(i, i % SEGMENTS));
            }
            try (Deployment site = Container.TOMCAT_11.running().deploy(app(profiles));
                    CacheServer cache = start.before(URI.create(site.url()).getPort())) {
                List<OutcomeVisitor> visitors = new ArrayList<>();
                for (int i = 0; i < VISITORS; i++) {
                    visitors.add(new OutcomeVisitor("v" + i, seconds::get));
                }
                AtomicInteger hits = new AtomicInteger();
                Map<String, Set<String>> copies = new ConcurrentHashMap<>();
                PATHS.forEach(path -> copies.put(path, ConcurrentHashMap.newKeySet()));
                inParallel(VISITORS, i -> {
                    Random random = new Random(i);
                    for (int view = 0; view < VIEWS; view++) {
                        String path = PATHS.get(random.nextInt(PATHS.size()));
                        Response page = visitors.get(i).visit(cache.port(), site.contextPath() + path);
                        assertRight(page, path, i, i % SEGMENTS);
                        if (isHit(page)) {
                            hits.incrementAndGet();
                            requireNonNull(copies.get(path)).add(String.valueOf(page.header("Attune-Outcome")));
                        }
                    }
                });
                double ratio = hits.get() / (double) (VISITORS * VIEWS);
                assertTrue(ratio >= 0.95, "hit ratio " + ratio);
                copies.forEach((path, kept) -> assertTrue(kept.size() <= OUTCOMES, path + " has " + kept.size()));
                assertFalse(cache.keeps("canary-"), "a byte of a visitor is in the cache");

                forgedCodesMakeNoCopy(site, cache);
                traitsThatChangeShowWithTheirTime(profiles, site, cache, visitors);
            }
        }
    }

    private static void assertRight(Response page, String path, int visitor, int segment) {
        assertEquals(200, page.status(), page.toString());
        String served = path.startsWith("/page") ? "/page-" + segment : "/other";
        assertTrue(page.text().contains("<p>" + served + "</p>"), () -> "visitor " + visitor + " saw " + page);
        boolean isPaying = segment % 2 == 0;
        assertTrue(page.text().contains("\"paying\":" + isPaying), () -> "visitor " + visitor + " saw " + page);
        if (isHit(page)) {
            assertFalse(page.toString().contains("canary-"), page.toString());
        } else if (page.text().contains("canary-")) {
            assertTrue(page.text().contains("\"canary-" + visitor + "-\""), page.toString());
        }
    }

    private static boolean isHit(Response page) {
        return "HIT".equals(page.header("X-Cache"));
    }

    private static void forgedCodesMakeNoCopy(Deployment site, CacheServer cache) throws Exception {
        AtomicInteger hits = new AtomicInteger();
        String path = site.contextPath() + "/page?forged";
        inParallel(FORGED, i -> {
            String code = "forged-" + String.format("%015d", i);
            Request forged = Request.get(path)
                    .header("Cookie", "ajs_user_id=v" + i % 10 + "; attune_outcome=" + code)
                    .header("Attune-Outcome", code);
            Response answer = OutcomeVisitor.send(cache.port(), forged);
            assertTrue(String.join(",", answer.headers("Cache-Control")).contains("private"), answer.toString());
            hits.addAndGet(isHit(answer) ? 1 : 0);
        });
        assertEquals(0, hits.get());
        assertFalse(cache.keeps("forged-"), "a forged code made a copy");
    }

    private void traitsThatChangeShowWithTheirTime(
            ProfilesServer profiles, Deployment site, CacheServer cache, List<OutcomeVisitor> visitors)
            throws Exception {
        for (int i = 0; i < 60; i++) {
            profiles.visitor("user_id:v" + i, traits(i, (i + 1) % SEGMENTS));
        }
        // The near cache of the filter has its own time, which is as short as can be here.
        seconds.addAndGet(SHARED_SECONDS);
        for (int i = 0; i < 60; i++) {
            OutcomeVisitor visitor = visitors.get(i);
            Response first = visitor.visit(cache.port(), site.contextPath() + "/page");
            for (int tries = 0; !first.text().contains("<p>/page-" + (i + 1) % SEGMENTS) && tries < 1_000; tries++) {
                seconds.addAndGet(SHARED_SECONDS);
                first = visitor.visit(cache.port(), site.contextPath() + "/page");
            }
            assertRight(first, "/page", i, (i + 1) % SEGMENTS);
            Response second = visitor.visit(cache.port(), site.contextPath() + "/page");
            assertRight(second, "/page", i, (i + 1) % SEGMENTS);
            assertTrue(isHit(second), second.toString());
        }
    }

    private static String traits(int visitor, int segment) {
        return "{\"segment\": " + segment + ", \"paying\": " + (segment % 2 == 0) + ", \"canary\": \"canary-" + visitor
                + "-\"}";
    }

    private static WebApp app(ProfilesServer profiles) {
        Map<String, String> parameters = new HashMap<>(profiles.parameters());
        parameters.put("profileBudget", "30s");
        parameters.put("profilesRate", "10000");
        parameters.put("profileTtl", "1ms");
        parameters.put("profileStaleTtl", "0ms");
        parameters.put("signingKeys", "0123456789abcdef0123456789abcdef");
        StringBuilder variations = new StringBuilder();
        for (int i = 0; i < SEGMENTS; i++) {
            variations.append(i == 0 ? "[" : ",").append("""
                    {"route": "/page", "when": {"segment": %d}, "serve": "/page-%d"}""".formatted(i, i));
        }
        parameters.put("variations", variations.append("]").toString());
        parameters.put("cache", "[{\"route\": \"/*\", \"shared\": \"" + SHARED_SECONDS + "s\"}]");
        parameters.put("clientTraits", """
                {"paying": {"when": {"paying": true}}, "name": {"trait": "canary", "late": true}}""");
        return WebApp.create()
                .servlet(
                        OutcomePages.class,
                        "/page",
                        "/other",
                        "/page-0",
                        "/page-1",
                        "/page-2",
                        "/page-3",
                        "/page-4",
                        "/page-5")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    private static void inParallel(int count, Step step) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    step.run(number);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A step that visitors take. */
    private interface Step {
        void run(int number) throws IOException;
    }
}

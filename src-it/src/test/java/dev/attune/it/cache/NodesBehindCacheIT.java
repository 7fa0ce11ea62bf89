package dev.attune.it.cache;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.RunningContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes of one site, each a JVM of its own: those with equal rules take each other's codes, and no others. */
@Timeout(300)
class NodesBehindCacheIT {
    private static final String KEYS = "0123456789abcdef0123456789abcdef";
    private static final ProfilesServer PROFILES = new ProfilesServer()
            .visitor("user_id:anna", "{\"location\": \"EU\", \"plan\": \"pro\"}")
            .visitor("user_id:bob", "{\"location\": \"US\", \"plan\": \"pro\"}");

    private static final Deployment NODE = node(app(KEYS, "location", "EU", "/page-eu"));

    @AfterAll
    static void stop() {
        NODE.container().close();
        PROFILES.close();
    }

    private static WebApp app(String keys, String trait, String value, String serve) {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("profileBudget", "30s");
        parameters.put("signingKeys", keys);
        parameters.put("cache", "[{\"route\": \"/page\", \"shared\": \"5m\"}]");
        parameters.put(
                "variations",
                "[{\"route\": \"/page\", \"when\": {\"" + trait + "\": \"" + value + "\"}, \"serve\": \"" + serve
                        + "\"}]");
        parameters.put("content", """
                [{"route": "/page", "select": "p", "text": "{request.device} {request.os}",
                  "when": {"request.browser": {"$in": ["Firefox", "Safari"]}}}]""");
        parameters.put("maxVariants", "5000");
        return WebApp.create()
                .servlet(OutcomePages.class, "/page", "/page-eu", "/page-pro")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    /** Deploys a node. Each has a JVM of its own, so that all have the same context path. */
    private static Deployment node(WebApp app) {
        return RunningContainer.start(Container.TOMCAT_11, List.of()).deploy(app);
    }

    private static Request by(String user) {
        return Request.get("/page")
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36")
                .header("Cookie", "ajs_user_id=" + user);
    }

    private static String code(Deployment from, String user) throws IOException {
        return requireNonNull(from.send(by(user)).header("Attune-Outcome"));
    }

    private static boolean isShared(Response page) {
        return String.join(",", page.headers("Cache-Control")).contains("s-maxage");
    }

    @Test
    void nodesWithEqualSettingsGiveEqualCodesAndTakeEachOthers() throws Exception {
        Deployment other = node(app(KEYS, "location", "EU", "/page-eu"));
        try (RunningContainer ended = other.container()) {
            for (String user : List.of("anna", "bob")) {
                String code = code(NODE, user);
                assertEquals(code, code(other, user), ended.toString());
                Response here = NODE.send(by(user).header("Attune-Outcome", code));
                Response there = other.send(by(user).header("Attune-Outcome", code));
                assertTrue(isShared(here) && isShared(there), there.toString());
                assertEquals(here.text(), there.text());
                assertEquals(here.header("ETag"), there.header("ETag"));
            }
        }
    }

    /** A deployment that goes from node to node: each keeps to its own rules, whatever codes the browsers bring. */
    @Test
    void aNodeWithFormerRulesSharesNothingByTheNewCodesNorTheNewOneByTheFormer() throws Exception {
        for (WebApp changed : List.of(
                app(KEYS, "plan", "pro", "/page-eu"),
                app(KEYS, "location", "US", "/page-eu"),
                app(KEYS, "location", "EU", "/page-pro"),
                app("fedcba9876543210fedcba9876543210", "location", "EU", "/page-eu"))) {
            Deployment other = node(changed);
            try (RunningContainer ended = other.container()) {
                for (String user : List.of("anna", "bob")) {
                    String former = code(NODE, user);
                    String now = code(other, user);
                    assertNotEquals(former, now, ended.toString());
                    Response byOld = NODE.send(by(user).header("Attune-Outcome", now));
                    assertFalse(isShared(byOld), byOld.toString());
                    assertEquals(former, byOld.header("Attune-Outcome"));
                    Response byNew = other.send(by(user).header("Attune-Outcome", former));
                    assertFalse(isShared(byNew), byNew.toString());
                    assertEquals(now, byNew.header("Attune-Outcome"));
                    assertEquals(other.send(by(user)).text(), byNew.text(), "the page of its own rules");
                }
            }
        }
    }
}

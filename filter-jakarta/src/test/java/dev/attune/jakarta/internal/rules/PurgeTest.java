package dev.attune.jakarta.internal.rules;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.attune.decision.Personalization;
import dev.attune.internal.config.Configuration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a shared cache hears when the rules have changed. */
@Timeout(120)
class PurgeTest {
    private record Call(String method, String surrogateKey, String cacheTag, String authorization, String body) {}

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final HttpServer cache;
    private volatile int status = 200;

    PurgeTest() throws IOException {
        cache = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        cache.createContext("/", exchange -> {
            try (exchange) {
                calls.add(new Call(
                        exchange.getRequestMethod(),
                        exchange.getRequestHeaders().getFirst("Surrogate-Key"),
                        exchange.getRequestHeaders().getFirst("Cache-Tag"),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(status, -1);
            }
        });
        cache.start();
    }

    @AfterEach
    void stop() {
        cache.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + cache.getAddress().getPort() + "/purge";
    }

    private Call next() throws InterruptedException {
        return requireNonNull(calls.poll(60, TimeUnit.SECONDS), "no call came");
    }

    @Test
    void eachFormerOutcomeIsOneCallWithItsTagAndTheToken() throws Exception {
        try (Purge purge = new Purge(URI.create(url()), "t0ken")) {
            purge.drop(List.of("one", "two"));
            assertEquals(
                    new Call("POST", "attune-one", "attune-one", "Bearer t0ken", "{\"tags\":[\"attune-one\"]}"),
                    next());
            assertEquals("attune-two", next().cacheTag());
        }
    }

    @Test
    void anAnswerThatIsNoSuccessDoesNotEndTheRound() throws Exception {
        status = 500;
        try (Purge purge = new Purge(URI.create(url()), null)) {
            purge.drop(List.of("one", "two"));
            assertEquals("null", next().authorization());
            assertEquals("attune-two", next().surrogateKey());
        }
    }

    @Test
    void aCacheThatCannotBeReachedIsAskedNoFurtherAndNothingWaitsForIt() throws Exception {
        String gone = url();
        cache.stop(0);
        try (Purge purge = new Purge(URI.create(gone), null)) {
            purge.drop(List.of("one", "two", "three"));
        }
        assertNull(calls.poll());
    }

    @Test
    void changedRulesDropThePagesOfAllFormerOutcomesAndNoOthers() throws Exception {
        Configuration configuration = Configuration.of(
                Map.of("purgeUrl", url(), "signingKeys", "0123456789abcdef0123456789abcdef0123456789abcdef"));
        try (SharedPagesStart pages = new SharedPagesStart(configuration, "/attune/client.js")) {
            Personalization rules = Personalization.builder()
                    .rules("{\"cache\": [{\"route\": \"/\", \"shared\": \"5m\"}],"
                            + " \"clientTraits\": {\"vip\": {\"when\": {\"vip\": true}}}}")
                    .build();
            var former = pages.codes(rules, "1");
            var now = pages.codes(rules, "2");
            pages.purge(former.without(now));
            Set<String> dropped = new TreeSet<>(List.of(next().cacheTag(), next().cacheTag()));
            Set<String> codes = new TreeSet<>();
            former.space().words().keySet().forEach(outcome -> codes.add("attune-" + former.of(outcome)));
            assertEquals(codes, dropped);
            pages.purge(now.without(now));
            assertTrue(calls.isEmpty(), calls::toString);
        }
    }
}

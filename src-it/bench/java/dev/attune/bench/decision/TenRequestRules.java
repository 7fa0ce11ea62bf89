package dev.attune.bench.decision;

import dev.attune.decision.Decision;
import dev.attune.decision.Personalization;
import dev.attune.decision.Visitor;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.Settings;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.request.GeoStart;
import dev.attune.internal.request.RequestReader;
import dev.attune.internal.request.RequestSource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One request's decision for a stranger: ten rules, which ask three things of the request, its country, device and language. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(2)
public class TenRequestRules {
    private static final String RULES = """
            {"variations": [
               {"route": "/", "when": {"request.country": {"$in": ["US", "CA"]}}, "serve": "/us"},
               {"route": "/", "when": {"request.country": "FR", "request.language": "fr"}, "serve": "/fr"},
               {"route": "/*", "when": {"request.device": "tablet"}, "serve": "/tablet"},
               {"route": "/", "when": {"request.country": "DE", "request.device": "desktop"}, "serve": "/de"}],
             "clientTraits": {
               "country": {"trait": "request.country"},
               "isPhone": {"when": {"request.device": "phone"}},
               "isGerman": {"when": {"request.language": "de"}}},
             "content": [
               {"route": "/*", "select": "#greeting", "when": {"request.language": "de"}, "text": "Hallo {request.country}"},
               {"route": "/", "select": "#app", "when": {"request.device": {"$ne": "phone"}}, "remove": true},
               {"route": "/", "select": "#eu", "when": {"request.country": {"$nin": ["US", "CA"]}}, "addClass": "shown"}]}""";

    private final Personalization site = Personalization.builder().rules(RULES).build();
    private final RequestReader reader = new RequestReader(
            GeoStart.of(Configuration.of(Map.of("geo", "cloudflare")).get(Settings.GEO)),
            ZoneOffset.UTC,
            agent -> false);
    private final RequestSource request = new Stranger();

    @Benchmark
    public Decision decide() {
        return site.plan("/")
                .decide(Visitor.unknown()
                        .withRequest(
                                reader.read(request, ranges -> RulesAccess.get().language(site, ranges))));
    }

    /** Sends what browsers send. */
    private static final class Stranger implements RequestSource {
        private static final String AGENT =
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

        @Override
        public String path() {
            return "/";
        }

        @Override
        public @Nullable String query() {
            return null;
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String host() {
            return "shop.example";
        }

        @Override
        public @Nullable String header(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "cf-ipcountry" -> "DE";
                case "accept-language" -> "de-DE,de;q=0.9,en;q=0.8";
                case "user-agent" -> AGENT;
                default -> null;
            };
        }

        @Override
        public @Nullable String cookie(String name) {
            return null;
        }

        @Override
        public @Nullable String clientAddress() {
            return null;
        }

        @Override
        public Instant time() {
            return Instant.EPOCH;
        }
    }
}

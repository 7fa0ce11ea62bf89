package dev.attune.bench.decision;

import dev.attune.decision.Decision;
import dev.attune.decision.Personalization;
import dev.attune.decision.Plan;
import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.experiment.Assignments;
import dev.attune.experiment.VisitorIds;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One request's decision, from path and profile to the finished value: ten rules with conditions and two experiments, on
 * profiles of twenty traits, for a thousand visitors in turn. Each condition is asked; the last rules apply.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(2)
public class TenRules {
    private static final int VISITORS = 1_000;
    private static final String RULES = """
            {"variations": [
               {"route": "/", "when": {"plan": {"$in": ["team", "enterprise"]}, "vip": true}, "serve": "/team"},
               {"route": "/", "when": {"address.country": "FR"}, "serve": "/fr"},
               {"route": "/*", "when": {"email": {"$regexi": "@partner\\\\.example$"}}, "serve": "/partner"},
               {"route": "/", "when": {"orders": {"$gte": 1000}, "tags": {"$all": ["loyal"]}}, "serve": "/loyal"},
               {"route": "/", "experiment": "checkout-2026", "when": {"location": "EU"},
                "namespace": {"name": "home", "range": [0, 0.2]}, "serve": [null, "/checkout-b"]},
               {"route": "/", "experiment": "hero-2026", "when": {"location": "EU"}, "holdout": "q4-2026",
                "sticky": true, "serve": ["/hero-a", "/hero-b"]}],
             "clientTraits": {
               "firstName": {"trait": "first_name"},
               "shouldShowConsent": {"when": {"location": "EU"}},
               "isPro": {"when": {"plan": {"$in": ["pro", "team"]}, "orders": {"$gte": 3}}}},
             "pageColor": {"trait": "favorite_color"},
             "content": [
               {"route": "/*", "select": "#greeting", "when": {"first_name": {"$exists": true}},
                "text": "Hello {first_name} from {address.city}"},
               {"route": "/", "select": "#trial", "when": {"plan": {"$ne": "free"}}, "remove": true}],
             "holdouts": {"q4-2026": {"share": 0.05}}}""";

    private final Personalization site = Personalization.builder().rules(RULES).build();
    private final Profile[] profiles = new Profile[VISITORS];
    private final ProfileKey[] keys = new ProfileKey[VISITORS];
    private final VisitorIds[] ids = new VisitorIds[VISITORS];
    private int next;

    public TenRules() {
        for (int i = 0; i < VISITORS; i++) {
            String id = "0b8f6b0e-5c1e-4a8b-9d6e-" + (100_000_000_000L + 7919L * i);
            profiles[i] = Profile.of(traits(i));
            keys[i] = ProfileKey.anonymous(id);
            ids[i] = new VisitorIds(null, id);
        }
    }

    private static Map<String, Object> traits(int i) {
        Map<String, Object> traits = new HashMap<>(Map.of(
                "location",
                "EU",
                "plan",
                "pro",
                "vip",
                false,
                "orders",
                3 + i % 50,
                "email",
                "visitor" + i + "@shop.example",
                "first_name",
                List.of("Ada", "Ben", "Cleo", "Dan").get(i % 4),
                "favorite_color",
                "teal",
                "tags",
                List.of("new", "newsletter", "mobile"),
                "address",
                Map.of("country", "DE", "city", "Bonn", "zip", "53111")));
        for (int t = traits.size(); t < 20; t++) {
            traits.put("trait_" + t, t);
        }
        return traits;
    }

    @Benchmark
    public Decision decide() {
        int i = next;
        next = i + 1 == VISITORS ? 0 : i + 1;
        Plan plan = site.plan("/");
        return plan.decide(
                new Visitor(profiles[i], keys[i], Trust.CLAIMED, ids[i], Assignments.NONE, Assignments.NONE));
    }
}

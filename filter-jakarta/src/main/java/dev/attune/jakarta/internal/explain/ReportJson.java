package dev.attune.jakarta.internal.explain;

import dev.attune.decision.AppliedEdit;
import dev.attune.decision.Decision;
import dev.attune.decision.Explanation;
import dev.attune.decision.RuleReport;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.text.Label;
import dev.attune.jakarta.internal.visitor.Who;
import dev.attune.profile.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as JSON. */
final class ReportJson {
    private ReportJson() {}

    static Map<String, @Nullable Object> of(PageReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("path", report.path());
        json.put("handling", Label.of(report.handling()));
        json.put("visitor", visitor(report.visitor()));
        json.put("profile", profile(report));
        Explanation explanation = report.explanation();
        if (explanation != null) {
            json.put("rules", explanation.rules().stream().map(ReportJson::rule).toList());
            json.put("request", explanation.request());
            json.put("decision", decision(explanation.decision()));
        }
        PageReport.Shared shared = report.shared();
        if (shared != null) {
            json.put("cache", shared(shared));
        }
        return json;
    }

    private static Map<String, @Nullable Object> shared(PageReport.Shared shared) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("route", shared.route().route());
        json.put("seconds", shared.route().age().toSeconds());
        json.put("first", shared.route().isDefaultFirst() ? "default" : "origin");
        json.put("outcomes", shared.outcomes());
        json.put("outcome", shared.outcome());
        json.put("code", shared.code());
        json.put("reason", shared.reason());
        return json;
    }

    private static Map<String, @Nullable Object> visitor(Who who) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", who.key() == null ? null : who.key().toString());
        json.put("by", who.means());
        json.put("trust", who.trust() == null ? null : Label.of(who.trust()));
        return json;
    }

    private static Map<String, @Nullable Object> profile(PageReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        PageReport.Known known = report.profile();
        json.put("source", known.source());
        if (known.lookup() instanceof Lookup.Found found) {
            json.put("stale", found.isStale());
            Duration age = known.age(report.now());
            json.put("pulledAt", found.pulledAt() == null ? null : String.valueOf(found.pulledAt()));
            json.put("ageSeconds", age == null ? null : age.toSeconds());
        }
        Profile profile = known.profile();
        // A list, for a name may be one that JSON's readers trip over.
        List<Object> traits = new ArrayList<>();
        for (String name : profile.names()) {
            Map<String, @Nullable Object> trait = new LinkedHashMap<>();
            trait.put("name", name);
            trait.put("value", profile.value(name));
            trait.put("from", profile.isPushed(name) ? "pushed" : "pulled");
            trait.put("updatedAt", String.valueOf(profile.updatedAt(name)));
            traits.add(trait);
        }
        json.put("traits", traits);
        return json;
    }

    private static Map<String, Object> rule(RuleReport rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", rule.rule());
        json.put("kind", Label.of(rule.kind()));
        json.put("outcome", Label.of(rule.outcome()));
        json.put("detail", rule.detail());
        return json;
    }

    private static Map<String, @Nullable Object> decision(Decision decision) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("variation", decision.variation());
        if (decision.experiment() != null) {
            json.put("experiment", decision.experiment().experiment());
            json.put("experimentVariation", decision.experiment().index());
        }
        json.put("clientTraits", decision.clientTraits());
        json.put("pageColor", decision.pageColor());
        json.put("edits", decision.edits().stream().map(ReportJson::edit).toList());
        return json;
    }

    private static Map<String, Object> edit(AppliedEdit applied) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("select", applied.edit().select());
        json.put("action", Label.of(applied.edit().action()));
        json.put("values", applied.values());
        return json;
    }
}

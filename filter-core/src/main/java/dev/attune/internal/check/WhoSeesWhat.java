package dev.attune.internal.check;

import dev.attune.decision.Explanation;
import dev.attune.decision.Personalization;
import dev.attune.decision.RuleReport;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.outcome.OutcomeSpace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prints what each visitor sees on each page, and how many see which variation. */
final class WhoSeesWhat {
    private static final Set<RuleReport.Outcome> OUT_OF_FORCE = EnumSet.of(
            RuleReport.Outcome.DISABLED,
            RuleReport.Outcome.NOT_YET,
            RuleReport.Outcome.OVER,
            RuleReport.Outcome.OTHER_HOST);

    private final Personalization rules;
    private final Collection<String> paths;
    private final AssumedRequest assumed;
    private final PrintStream out;
    /** From path to page to the number of visitors who get it. Pages are those that rules name, so they are few. */
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();

    /** @param paths the pages to look at; where there are none, those that the rules' routes name */
    WhoSeesWhat(Personalization rules, List<String> paths, AssumedRequest assumed, PrintStream out) {
        this.rules = rules;
        this.paths = paths.isEmpty() ? RulesAccess.get().examplePaths(rules) : paths;
        this.assumed = assumed;
        this.out = out;
    }

    /** Prints the visitors of a file and an unknown one; without a file only the unknown one. */
    void print(@Nullable Path profiles) throws IOException {
        printOutcomes();
        if (profiles != null) {
            Visitors.read(profiles, this::print);
        }
        print(NamedVisitor.UNKNOWN);
        out.println();
        out.println("in all");
        counts.forEach((path, pages) -> pages.forEach((page, visitors) ->
                out.println("  " + path + "  " + page + ": " + visitors + (visitors == 1 ? " visitor" : " visitors"))));
    }

    /** Prints what shared caches keep copies of. */
    private void printOutcomes() {
        OutcomeSpace space = RulesAccess.get().outcomes(rules, Integer.MAX_VALUE);
        if (space.size() == 0) {
            return;
        }
        out.println("shared caches may keep the pages of");
        RulesAccess.get()
                .sharedRoutes(rules)
                .forEach(route ->
                        out.println("  " + route.route() + " for " + route.age().toSeconds() + " s"));
        out.println("in " + space.size() + (space.size() == 1 ? " outcome" : " outcomes"));
        space.words().values().forEach(words -> out.println("  " + words));
        out.println();
    }

    private void print(NamedVisitor visitor) {
        out.println(visitor.name());
        for (String path : paths) {
            Explanation explained = rules.plan(path).explain(assumed.sent(visitor, LoggedRequest.forPath(path), rules));
            SeenPage outcome = SeenPage.of(explained.decision());
            out.println("  " + path + "  " + outcome.page() + by(explained));
            outcome.changes().forEach(change -> out.println("    " + change));
            explained.rules().stream()
                    .filter(report -> report.outcome() == RuleReport.Outcome.FAILED)
                    .forEach(report -> out.println("    " + report.rule() + " failed: " + report.detail()));
            explained.rules().stream()
                    .filter(report -> OUT_OF_FORCE.contains(report.outcome()))
                    .forEach(report -> out.println("    " + report.rule() + " is not in force: " + report.detail()));
            counts.computeIfAbsent(path, unseen -> new TreeMap<>()).merge(outcome.page(), 1L, Long::sum);
        }
    }

    /** Names the rule that chose the page. */
    private static String by(Explanation explained) {
        return explained.rules().stream()
                .filter(RuleReport::applied)
                .filter(report ->
                        report.kind() == RuleReport.Kind.VARIATION || report.kind() == RuleReport.Kind.EXPERIMENT)
                .findFirst()
                .map(report -> ", by " + report.rule())
                .orElse("");
    }
}

package dev.attune.decision;

import dev.attune.experiment.Enrolment;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.decision.RulesPart;
import dev.attune.internal.outcome.Outcome;
import dev.attune.internal.outcome.OutcomeSpace;
import dev.attune.internal.outcome.SharedRoute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Lets Attune's other packages at what this one keeps from apps. */
final class PersonalizationAccess extends RulesAccess {
    @Override
    public Personalization.Builder copy(Personalization.Builder rules) {
        return rules.copy();
    }

    @Override
    public void addGroups(Personalization.Builder rules, String file) {
        rules.groups(file);
    }

    @Override
    public void add(Personalization.Builder rules, RulesPart part, String json) {
        rules.rules(part, json);
    }

    @Override
    public List<Edit> edits(Personalization rules) {
        return rules.edits();
    }

    @Override
    public SortedSet<String> examplePaths(Personalization rules) {
        return rules.examplePaths();
    }

    @Override
    public int size(Personalization rules) {
        return rules.size();
    }

    @Override
    public @Nullable String language(Personalization rules, List<String> ranges) {
        return rules.language(ranges);
    }

    @Override
    public Set<RequestAttribute> requestAttributes(Personalization rules) {
        return rules.requestAttributes();
    }

    @Override
    public Map<String, Enrolment> experiments(Personalization rules) {
        return rules.experiments();
    }

    @Override
    public @Nullable SharedRoute sharedRoute(Personalization rules, String path) {
        return rules.shared().route(path);
    }

    @Override
    public List<SharedRoute> sharedRoutes(Personalization rules) {
        return rules.shared().routes();
    }

    @Override
    public Outcome outcome(Personalization rules, Visitor visitor) {
        return rules.shared().outcome(visitor);
    }

    @Override
    public OutcomeSpace outcomes(Personalization rules, int most) {
        return rules.shared().space(most);
    }

    @Override
    public Plan earlyPlan(Personalization rules, String path) {
        return rules.shared().early(path);
    }

    @Override
    public Plan latePlan(Personalization rules, String path) {
        return rules.shared().late(path);
    }

    @Override
    public Exposure expose(Personalization rules, Assignment assignment, VisitorIds ids) {
        return rules.exposed(assignment, ids);
    }

    @Override
    public Map<String, String> settings(String file) {
        return SettingsPart.of(file);
    }

    @Override
    public Map<String, String> settingLines(String file) {
        return SettingsPart.linesOf(file);
    }
}

package dev.attune.decision;

import dev.attune.experiment.Enrolment;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.decision.RulesPart;
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
    public Exposure expose(Personalization rules, Assignment assignment, VisitorIds ids) {
        return rules.exposed(assignment, ids);
    }

    @Override
    public Map<String, String> settings(String file) {
        return SettingsPart.of(file);
    }
}

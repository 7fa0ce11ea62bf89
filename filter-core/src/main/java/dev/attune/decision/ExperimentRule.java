package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.decision.RuleReport.Outcome;
import dev.attune.experiment.Assignments;
import dev.attune.experiment.Enrolment;
import dev.attune.experiment.Experiment;
import dev.attune.experiment.Holdout;
import dev.attune.experiment.Placement;
import dev.attune.experiment.Placement.Exclusion;
import dev.attune.experiment.VisitorIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that deals visitors out to the variations of an experiment. */
final class ExperimentRule implements VariationRule {
    private final Draft draft;
    private final Enrolment enrolment;
    private final List<Variation> dealt;
    private final List<Variation> kept;

    private ExperimentRule(Draft draft, Enrolment enrolment) {
        this.draft = draft;
        this.enrolment = enrolment;
        dealt = draft.variations(false);
        kept = draft.variations(true);
    }

    @Override
    public Terms terms() {
        return draft.terms();
    }

    @Override
    public Kind kind() {
        return Kind.EXPERIMENT;
    }

    @Override
    public List<String> paths() {
        return draft.paths().stream().filter(path -> path != null).toList();
    }

    Enrolment enrolment() {
        return enrolment;
    }

    /**
     * Returns the variation of the visitor. One who is trusted less than the rule needs is like one without an id: in no
     * experiment.
     */
    @Override
    public @Nullable Variation serve(Visitor visitor, Failures failures, @Nullable Trace trace) {
        if (!terms().fit(visitor, kind(), trace)) {
            return null;
        }
        boolean trusted = visitor.trust().atLeast(terms().trust());
        Placement placement = enrolment.place(trusted ? visitor.ids() : VisitorIds.NONE, visitor.sticky());
        Exclusion exclusion = placement.exclusion();
        if (exclusion == null) {
            return (placement.sticky() ? kept : dealt).get(placement.variation());
        }
        if (trace != null) {
            note(trace, visitor, exclusion);
        }
        return null;
    }

    @Override
    public @Nullable Variation shown(Assignments forced) {
        int variation = forced.of(enrolment.experiment().key());
        return variation >= 0 && variation < dealt.size() ? dealt.get(variation) : null;
    }

    private void note(Trace trace, Visitor visitor, Exclusion exclusion) {
        Experiment experiment = enrolment.experiment();
        switch (exclusion) {
            case NO_ID ->
                trace.missesId(
                        name(),
                        visitor,
                        terms().trust(),
                        experiment.hashAttribute().label());
            case HELD_OUT -> trace.note(name(), kind(), Outcome.HELD_OUT, "a hold-out keeps the visitor out");
            case OUTSIDE_NAMESPACE ->
                trace.note(name(), kind(), Outcome.OUTSIDE_NAMESPACE, "outside its part of " + experiment.namespace());
            case NOT_COVERED ->
                trace.note(name(), kind(), Outcome.NOT_COVERED, "outside the coverage of " + experiment.coverage());
        }
    }

    /**
     * What a rule says, before all hold-outs are known.
     *
     * @param paths what serves each variation, null for the app's own page
     */
    record Draft(Terms terms, Experiment experiment, List<@Nullable String> paths) implements VariationDraft {
        @Override
        public String name() {
            return terms.name();
        }

        @Override
        public VariationRule with(Collection<Holdout> holdouts) {
            try {
                return new ExperimentRule(this, new Enrolment(experiment, paths.size(), holdouts));
            } catch (IllegalArgumentException mistake) {
                throw new RuleException(name(), String.valueOf(mistake.getMessage()), mistake);
            }
        }

        private List<Variation> variations(boolean sticky) {
            List<Variation> variations = new ArrayList<>();
            for (int i = 0; i < paths.size(); i++) {
                String path = paths.get(i);
                // Where the route is one page, its own path is known already to be the app's own page.
                Route route = terms.route();
                String served = route != null && route.isPage() && route.path().equals(path) ? null : path;
                variations.add(new Variation(served, new Assignment(experiment.key(), i, served, sticky)));
            }
            return List.copyOf(variations);
        }
    }
}

package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.decision.RuleReport.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notes what becomes of each rule while a decision is made. A page that is not explained is decided without one, by the same
 * code.
 */
final class Trace {
    private final List<RuleReport> reports = new ArrayList<>();
    /** What a user's function did wrong while the current rule was looked at. */
    private @Nullable String failure;

    /** The traits that did not fit a type of the app while the current rule was looked at. */
    private final Set<String> misfits = new LinkedHashSet<>();

    /** Takes the place of the site's failures: no visitor gets an explained page, so its failures are not counted or logged. */
    Failures failures() {
        return new Failures(report -> failure = report.problem());
    }

    /** Notes a trait that does not fit the type that the current rule reads it as. */
    void misfit(String misfit) {
        misfits.add(misfit);
    }

    Set<String> misfits() {
        return misfits;
    }

    void applied(String rule, Kind kind, String detail) {
        String failed = failure;
        note(rule, kind, Outcome.APPLIED, failed == null ? detail : detail + "; " + failed);
    }

    /** Notes the rule that chose the page; where it failed in that, the app's own page is its choice. */
    void chose(String rule, Kind kind, Variation variation) {
        String failed = failure;
        note(
                rule,
                kind,
                failed == null ? Outcome.APPLIED : Outcome.FAILED,
                failed == null ? described(variation) : failed);
    }

    private static String described(Variation variation) {
        String page = variation.path() == null ? "the app's own page" : variation.path();
        Assignment assignment = variation.assignment();
        return assignment == null
                ? page
                : "variation " + assignment.index() + " of " + assignment.experiment() + ": " + page
                        + (assignment.sticky() ? ", kept from an earlier visit" : "");
    }

    /** Notes an experiment that cannot place the visitor for want of an id that it may use. */
    void missesId(String rule, Visitor visitor, Trust needed, String attribute) {
        if (visitor.trust().atLeast(needed)) {
            note(rule, Kind.EXPERIMENT, Outcome.NO_ID, "the visitor has no " + attribute);
        } else {
            note(rule, Kind.EXPERIMENT, Outcome.TRUST_TOO_LOW, unseen(visitor, needed));
        }
    }

    /** Notes a rule that does not fit the profile that it may see, or has nothing to say on it, or failed. */
    void doesNotFit(String rule, Kind kind, Visitor visitor, Trust needed, String why) {
        String failed = failure;
        if (failed != null) {
            note(rule, kind, Outcome.FAILED, failed);
        } else if (visitor.trust().atLeast(needed)) {
            note(rule, kind, Outcome.DOES_NOT_FIT, why);
        } else {
            note(rule, kind, Outcome.TRUST_TOO_LOW, unseen(visitor, needed) + ": " + why);
        }
    }

    void note(String rule, Kind kind, Outcome outcome, String detail) {
        String misfit = misfits.isEmpty() ? "" : "; " + String.join("; ", misfits);
        reports.add(new RuleReport(rule, kind, outcome, detail + misfit));
        failure = null;
        misfits.clear();
    }

    /** Says that a rule takes a visitor for an unknown one. */
    private static String unseen(Visitor visitor, Trust needed) {
        return "the visitor is " + visitor.trust().label() + ", the rule asks for " + needed.label()
                + ", so it sees an unknown visitor";
    }

    /** Returns how a rule that applied came to it, as an addition to a sentence; empty where there is nothing to say. */
    static String hint(Visitor visitor, Trust needed) {
        return visitor.trust().atLeast(needed) ? "" : " (" + unseen(visitor, needed) + ")";
    }

    List<RuleReport> reports() {
        return reports;
    }
}

package dev.attune.internal.decision;

import static java.util.Objects.requireNonNull;

import dev.attune.decision.Assignment;
import dev.attune.decision.Edit;
import dev.attune.decision.Exposure;
import dev.attune.decision.Personalization;
import dev.attune.decision.Plan;
import dev.attune.decision.RequestAttribute;
import dev.attune.decision.RequestFacts;
import dev.attune.decision.Visitor;
import dev.attune.experiment.Enrolment;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.outcome.Outcome;
import dev.attune.internal.outcome.OutcomeSpace;
import dev.attune.internal.outcome.SharedRoute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What Attune's other packages ask of {@link Personalization} and its builder, and apps need not. Java has no access between
 * that of a package and that of all, so {@link Personalization} hands in an object that may, as classes of the JDK do with
 * {@code SharedSecrets}.
 */
public abstract class RulesAccess {
    private static volatile @Nullable RulesAccess given;

    protected RulesAccess() {}

    /** Takes the access; for {@link Personalization} only. */
    public static void give(RulesAccess access) {
        if (given != null) {
            throw new IllegalStateException("the rules have given their access already");
        }
        given = access;
    }

    public static RulesAccess get() {
        if (given == null) {
            // Loads the class, which gives it.
            var unused = Personalization.builder();
        }
        return requireNonNull(given);
    }

    /** Returns a builder that holds what another one holds now; neither changes the other from then on. */
    public abstract Personalization.Builder copy(Personalization.Builder rules);

    /**
     * Reads the groups and hold-outs of a rules file and nothing else, for rules in JSON that are added later.
     *
     * @throws dev.attune.decision.RuleException if the file is no JSON object of the known parts, or these are not valid
     */
    public abstract void addGroups(Personalization.Builder rules, String file);

    /**
     * Adds the rules of one part, written as in a rules file.
     *
     * @throws dev.attune.decision.RuleException if it is not valid
     */
    public abstract void add(Personalization.Builder rules, RulesPart part, String json);

    /** Returns the edits of all content rules, in order, so that they can be compiled at start. */
    public abstract List<Edit> edits(Personalization rules);

    /** Returns a path for each route of the rules, in alphabetical order: the route itself, or the folder of a prefix. */
    public abstract SortedSet<String> examplePaths(Personalization rules);

    /** Returns how many rules there are. */
    public abstract int size(Personalization rules);

    /** Returns the language of a visitor, in the spelling of the rules, as {@link RequestFacts} answers it. */
    public abstract @Nullable String language(Personalization rules, List<String> ranges);

    /** Returns what the rules ask of requests; for many sites nothing. */
    public abstract Set<RequestAttribute> requestAttributes(Personalization rules);

    /** Returns the experiments that are held, by their keys. */
    public abstract Map<String, Enrolment> experiments(Personalization rules);

    /** Returns the route of pages that shared caches may keep, or null where they may keep nothing of a path. */
    public abstract @Nullable SharedRoute sharedRoute(Personalization rules, String path);

    /** Returns the routes of pages that shared caches may keep. */
    public abstract List<SharedRoute> sharedRoutes(Personalization rules);

    /** Returns the outcome of the rules for a visitor, for all pages that shared caches may keep. */
    public abstract Outcome outcome(Personalization rules, Visitor visitor);

    /**
     * Returns all such outcomes.
     *
     * @param most how many there may be
     * @throws dev.attune.decision.RuleException if there are more
     */
    public abstract OutcomeSpace outcomes(Personalization rules, int most);

    /** Returns the plan of a page that shared caches keep: without late rules. */
    public abstract Plan earlyPlan(Personalization rules, String path);

    /** Returns the plan of the late rules. */
    public abstract Plan latePlan(Personalization rules, String path);

    /**
     * Tells the app of a visitor's first view of a variation, and returns it for reports.
     *
     * @param assignment what one of these rules' plans decided
     */
    public abstract Exposure expose(Personalization rules, Assignment assignment, VisitorIds ids);

    /**
     * Returns the settings of a rules file by name, in their order; none where it has no such part. A number or boolean is
     * its text.
     *
     * @throws dev.attune.decision.RuleException if the file is no JSON object, or the part is anything but texts, numbers and
     *     booleans by name
     */
    public abstract Map<String, String> settings(String file);

    /** Returns where each of these settings stands, such as {@code  (line 2, column 14)}, by name. */
    public abstract Map<String, String> settingLines(String file);
}

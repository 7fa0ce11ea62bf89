package dev.attune.decision;

import dev.attune.experiment.Assignments;
import dev.attune.experiment.VisitorIds;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import org.jspecify.annotations.Nullable;

/**
 * Whom a decision is about.
 *
 * @param profile the visitor's traits; {@link Profile#unknown()} where none are known
 * @param key whose profile it is, or null for a visitor without an id
 * @param trust how far it is sure that the visitor is who {@code key} says
 * @param ids what experiments bucket on
 * @param sticky the variations that the visitor was given earlier, as the visitor's browser says: experiments that are
 *     sticky keep to them
 * @param forced the variations that a preview shows, whatever the experiments would do
 * @param request what the visitor's request says
 */
public record Visitor(
        Profile profile,
        @Nullable ProfileKey key,
        Trust trust,
        VisitorIds ids,
        Assignments sticky,
        Assignments forced,
        RequestFacts request) {
    private static final Visitor UNKNOWN = new Visitor(Profile.unknown(), null, Trust.CLAIMED);

    /** A visitor in no experiment, since no id is given. */
    public Visitor(Profile profile, @Nullable ProfileKey key, Trust trust) {
        this(profile, key, trust, VisitorIds.NONE, Assignments.NONE, Assignments.NONE);
    }

    /** A visitor of whose request nothing is known. */
    public Visitor(
            Profile profile,
            @Nullable ProfileKey key,
            Trust trust,
            VisitorIds ids,
            Assignments sticky,
            Assignments forced) {
        this(profile, key, trust, ids, sticky, forced, RequestFacts.NONE);
    }

    /** Returns a visitor of whom nothing is known. */
    public static Visitor unknown() {
        return UNKNOWN;
    }

    /** Returns the same visitor with another view of the profile. */
    Visitor withProfile(Profile view) {
        return new Visitor(view, key, trust, ids, sticky, forced, request);
    }

    /** Returns the same visitor with ids to bucket on. */
    public Visitor withIds(VisitorIds known) {
        return new Visitor(profile, key, trust, known, sticky, forced, request);
    }

    /** Returns the same visitor with the variations given earlier. */
    public Visitor withSticky(Assignments given) {
        return new Visitor(profile, key, trust, ids, given, forced, request);
    }

    /** Returns the same visitor with the variations that a preview shows. */
    public Visitor withForced(Assignments shown) {
        return new Visitor(profile, key, trust, ids, sticky, shown, request);
    }

    /** Returns the same visitor with what a request says. */
    public Visitor withRequest(RequestFacts said) {
        return new Visitor(profile, key, trust, ids, sticky, forced, said);
    }

    /** Returns what a rule that needs this much trust may see: the profile, or that of an unknown visitor. */
    public Profile seenWith(Trust needed) {
        return trust.atLeast(needed) ? profile : Profile.unknown();
    }

    /** Names neither traits nor ids: a visitor must not slip into a log. */
    @Override
    public String toString() {
        return "Visitor[" + profile + ", " + trust + "]";
    }
}

package dev.attune.jakarta.internal.visitor;

import dev.attune.decision.Personalization;
import dev.attune.decision.RequestFacts;
import dev.attune.decision.Visitor;
import dev.attune.experiment.Assignments;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.lookup.PendingProfile;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes visitors: who sent a request, and that visitor's profile. Thread-safe.
 *
 * @param identity finds who sent a request
 * @param profiles where profiles come from, or null where the settings name no place
 * @param isApiOn whether the Profiles API may be asked now
 */
public record Recognition(Identity identity, @Nullable Profiles profiles, BooleanSupplier isApiOn)
        implements AutoCloseable {

    /** Describes the visitor whom the request names. */
    public Who who(HttpServletRequest request, @Nullable Identification identified) {
        return identified == null
                ? new Who(
                        null, identity.mayKnow(request) ? "no source names a visitor" : "not agreed to be known", null)
                : new Who(identified.key(), identified.means(), identified.trust());
    }

    /**
     * Starts the look-up that a page needs, or returns null where there is no profile to look up. Robots cost no API call:
     * few people ever see what they read.
     */
    public @Nullable PendingProfile lookUp(@Nullable ProfileKey key, HttpServletRequest request) {
        if (key == null || profiles == null) {
            return null;
        }
        ProfileClient client = profiles.client();
        PendingProfile known = client.findKnown(key);
        return isSettled(known) || !isApiOn.getAsBoolean() || Robots.isRobot(request) ? known : client.find(key);
    }

    /** Looks a profile up and waits for it, or returns null where there is no profile to look up. */
    public @Nullable Lookup await(@Nullable ProfileKey key) {
        if (key == null || profiles == null) {
            return null;
        }
        ProfileClient client = profiles.client();
        return (isApiOn.getAsBoolean() ? client.find(key) : client.findKnown(key)).await();
    }

    /** Returns whether the cache has an answer that needs no refresh. A running look-up goes on, but no page waits for it. */
    private static boolean isSettled(PendingProfile pending) {
        if (!pending.isDone()) {
            return false;
        }
        Lookup lookup = pending.await();
        return lookup instanceof Lookup.Unknown || (lookup instanceof Lookup.Found found && !found.isStale());
    }

    /**
     * Returns the visitor that rules decide about.
     *
     * @param identified who sent the request, or null for a visitor without an id
     * @param own the id that Attune has given the browser, or null where it gives none
     * @param rules the rules that decide: without experiments among them, no one needs the ids to bucket on
     * @param said what the request says to rules
     */
    public Visitor visitor(
            Profile profile,
            @Nullable Identification identified,
            @Nullable BrowserId own,
            Personalization rules,
            HttpServletRequest request,
            RequestFacts said) {
        if (identified == null) {
            return Visitor.unknown().withRequest(said);
        }
        boolean areBucketed = !RulesAccess.get().experiments(rules).isEmpty();
        return new Visitor(
                profile,
                identified.key(),
                identified.trust(),
                areBucketed ? identity.idsOf(request, identified, own) : VisitorIds.NONE,
                areBucketed ? identity.assignmentsOf(request) : Assignments.NONE,
                Assignments.NONE,
                said);
    }

    @Override
    public void close() {
        if (profiles != null) {
            profiles.close();
        }
    }
}

package dev.attune.jakarta.internal.visitor;

import dev.attune.decision.Trust;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.config.IdentitySource;
import dev.attune.profile.ProfileKey;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param key the visitor's key
 * @param id the id as it was sent, upper and lower case kept
 * @param trust how far it is sure that this is who sent it
 * @param source what named the visitor
 */
public record Identification(ProfileKey key, String id, Trust trust, IdentitySource source) {

    /** Returns what named the visitor, as the setting {@code identity} says it. */
    public String means() {
        return source.toString();
    }

    /** Returns the ids to bucket on. */
    VisitorIds ids(@Nullable String anonymous) {
        return new VisitorIds(key.type().equals(ProfileKey.USER_ID) ? id : null, anonymous);
    }
}

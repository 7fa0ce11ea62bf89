package dev.attune.decision;

import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;

/** Visitors of whom a test says no more than what they are like. */
final class Visitors {
    private Visitors() {}

    static Visitor visitor(Profile profile) {
        return trusted(profile, Trust.CLAIMED);
    }

    static Visitor trusted(Profile profile, Trust trust) {
        return new Visitor(profile, ProfileKey.user("jane"), trust);
    }
}

package dev.attune.decision;

import dev.attune.internal.outcome.SharedRoute;
import dev.attune.internal.text.MessageText;
import java.time.Duration;

/** A rule that lets shared caches keep the pages of a route. */
record CacheRule(Route route, SharedRoute shared) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(1);

    /** @throws RuleException if the route is none, or the time too short or too long */
    static CacheRule of(String where, String route, Duration age, boolean isDefaultFirst) {
        if (age.compareTo(LEAST) < 0 || age.compareTo(MOST) > 0 || !age.equals(Duration.ofSeconds(age.toSeconds()))) {
            throw new RuleException(
                    where, "found " + MessageText.text(age.toString()) + "; expected whole seconds from 1s to 1d");
        }
        return new CacheRule(Route.parse(where, route), new SharedRoute(route, age, isDefaultFirst));
    }
}

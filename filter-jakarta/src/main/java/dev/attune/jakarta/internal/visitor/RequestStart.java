package dev.attune.jakarta.internal.visitor;

import dev.attune.decision.RequestAttribute;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.GeoSource;
import dev.attune.internal.config.Settings;
import dev.attune.internal.request.Geo;
import dev.attune.internal.request.GeoStart;
import dev.attune.internal.request.RequestReader;
import java.util.Set;

/** Sets up how requests are read for rules, as the settings say. */
public final class RequestStart {
    private static final System.Logger LOG = System.getLogger(RequestStart.class.getPackageName());

    private static final String TRAIT = "request";

    private RequestStart() {}

    /** Returns what reads requests. */
    public static RequestReader of(Configuration configuration) {
        return new RequestReader(geo(configuration), configuration.get(Settings.TIME_ZONE), Robots::isRobot);
    }

    private static Geo geo(Configuration configuration) {
        try {
            return GeoStart.of(configuration.get(Settings.GEO));
        } catch (IllegalArgumentException e) {
            throw configuration.problem(Settings.GEO, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Says so where rules read a trait that is called as the request is: a name such as {@code request.country} always asks the
     * request, and never what that trait holds.
     *
     * @param named the traits that rules name
     */
    public static void warnOfHiddenTrait(Set<String> named) {
        if (named.contains(TRAIT)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: rules read a trait that is called 'request'; what it holds cannot be asked for as"
                            + " request.NAME, since these names ask the request itself");
        }
    }

    /** Says so where rules ask for a place that no setting tells: they would wait for ever. */
    public static void warnOfMissingPlaces(Configuration configuration, Set<RequestAttribute> asked) {
        boolean isPlaceAsked =
                asked.stream().anyMatch(attribute -> attribute.kind().isPlace());
        if (isPlaceAsked && configuration.get(Settings.GEO).kind() == GeoSource.Kind.NONE) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: rules ask where visitors are, as in request.country, and the setting geo does not say who"
                            + " tells: it is missing for all visitors");
        }
    }
}

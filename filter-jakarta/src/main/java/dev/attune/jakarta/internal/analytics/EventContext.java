package dev.attune.jakarta.internal.analytics;

import dev.attune.decision.RequestAttribute;
import dev.attune.decision.RequestAttribute.Kind;
import dev.attune.internal.analytics.EventBody;
import dev.attune.internal.config.Features;
import dev.attune.internal.request.ObservedRequest;
import dev.attune.internal.request.RequestReader;
import dev.attune.jakarta.internal.visitor.ServletSource;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the server knows of a browser and adds to its events, as the settings say.
 *
 * @param reader tells where visitors are
 * @param features says what is switched on now
 */
record EventContext(RequestReader reader, Supplier<Features> features, InstantSource clock) {
    private static final String HIDDEN = "0.0.0.0";

    /** The names that events have for places (`context.edge` of the Edge SDK). */
    private static final Map<String, Kind> PLACES = places();

    EventBody of(HttpServletRequest request) {
        Features now = features.get();
        String address = request.getRemoteAddr();
        return new EventBody(
                now.clientIp() && address != null ? address : HIDDEN, now.context() ? place(request) : Map.of());
    }

    private Map<String, Object> place(HttpServletRequest request) {
        ObservedRequest said = reader.read(new ServletSource(request, "/", null, clock.instant()), ranges -> null);
        Map<String, Object> place = new LinkedHashMap<>();
        PLACES.forEach((name, kind) -> {
            Object value = said.value(new RequestAttribute(kind, ""));
            if (value != null) {
                place.put(name, value);
            }
        });
        return place;
    }

    private static Map<String, Kind> places() {
        Map<String, Kind> places = new LinkedHashMap<>();
        places.put("continent", Kind.CONTINENT);
        places.put("country", Kind.COUNTRY);
        places.put("region", Kind.REGION);
        places.put("city", Kind.CITY);
        places.put("postalCode", Kind.POSTAL_CODE);
        places.put("latitude", Kind.LATITUDE);
        places.put("longitude", Kind.LONGITUDE);
        places.put("timezone", Kind.TIMEZONE);
        return places;
    }
}

package dev.attune.internal.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The counters of one subject. They have the same names wherever they are shown: in JMX, in Micrometer and in the health
 * endpoint's JSON.
 *
 * @param subject the things counted, in the plural and in lower case, such as {@code profiles}
 * @param meters in the order in which people read them
 */
public record Meters(String subject, List<Meter> meters) {
    public Meters {
        meters = List.copyOf(meters);
    }

    /** Returns the counts now, by name. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        meters.forEach(meter -> counts.put(meter.name(), meter.count().getAsLong()));
        return counts;
    }

    /** Returns the subject as the type of a JMX bean, such as {@code Profiles}. */
    String type() {
        return subject.substring(0, 1).toUpperCase(Locale.ROOT) + subject.substring(1);
    }
}

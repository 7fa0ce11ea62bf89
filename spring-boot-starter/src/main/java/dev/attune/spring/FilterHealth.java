package dev.attune.spring;

import dev.attune.jakarta.PersonalizationFilter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the filter is, in the words of Spring Boot's health.
 *
 * @param status {@code UP}, or {@code DEGRADED}, which is no reason to take a node out: pages go out all the same
 * @param details the rest of the JSON of {@code /attune/health}, without the counters
 */
record FilterHealth(String status, Map<String, Object> details) {
    static FilterHealth of(PersonalizationFilter filter) {
        Map<String, Object> report = filter.health();
        Map<String, Object> details = new LinkedHashMap<>();
        report.forEach((name, value) -> {
            if (name.equals("profilesApi") || name.equals("store") || name.equals("version")) {
                details.put(name, value);
            }
        });
        Object status = report.getOrDefault("status", "up");
        return new FilterHealth(status.toString().toUpperCase(Locale.ROOT), details);
    }
}

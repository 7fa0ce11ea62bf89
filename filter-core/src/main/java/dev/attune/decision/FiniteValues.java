package dev.attune.decision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of those attributes of a request that have only a few. */
final class FiniteValues {
    private static final List<String> FLAG = List.of("true", "false");

    private FiniteValues() {}

    /**
     * Returns all values that the attribute can have, as texts, or null where there is no end of them.
     *
     * @param languages those that the site's rules name
     */
    static @Nullable List<String> of(RequestAttribute attribute, LanguageTags languages) {
        return switch (attribute.kind()) {
            case DEVICE -> List.of("desktop", "mobile", "tablet");
            case BROWSER -> List.of("chrome", "edge", "firefox", "opera", "safari", "samsung");
            case OS -> List.of("android", "chromeos", "ios", "linux", "macos", "windows");
            case ROBOT, EU -> FLAG;
            case CONTINENT -> List.of("AF", "AN", "AS", "EU", "NA", "OC", "SA");
            case WEEKDAY -> List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
            case HOUR -> {
                List<String> hours = new ArrayList<>();
                for (int hour = 0; hour < 24; hour++) {
                    hours.add(String.valueOf(hour));
                }
                yield List.copyOf(hours);
            }
            case LANGUAGE -> languages.tags().isEmpty() ? null : languages.tags();
            default -> null;
        };
    }

    /** Returns what stops a deployment: a rule about a page that shared caches may keep, with no end of outcomes. */
    static RuleException notFinite(String rule, String why) {
        return new RuleException(
                rule,
                why + ", so shared caches cannot keep its pages as \"cache\" says; mark the rule \"late\": true where"
                        + " it is a client trait, a page colour or a text, or take its route out of \"cache\"");
    }
}

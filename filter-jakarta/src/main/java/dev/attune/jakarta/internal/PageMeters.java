package dev.attune.jakarta.internal;

import dev.attune.internal.runtime.Meter;
import dev.attune.internal.runtime.PublishedMeters;
import dev.attune.jakarta.internal.response.Outcome;
import dev.attune.jakarta.internal.response.Outcomes;
import java.util.Arrays;

/** Shows how many pages were rewritten, and how many were not for what reason. */
final class PageMeters {
    private PageMeters() {}

    static PublishedMeters publish(Outcomes outcomes, String contextPath) {
        return PublishedMeters.of(
                contextPath,
                "Pages",
                Arrays.stream(Outcome.values())
                        .map(outcome -> new Meter(
                                name(outcome), "responses that ended as " + outcome, () -> outcomes.of(outcome)))
                        .toList());
    }

    /** {@code NOT_HTML} is {@code notHtml}. */
    private static String name(Outcome outcome) {
        StringBuilder name = new StringBuilder();
        for (char c : outcome.name().toCharArray()) {
            boolean starts = !name.isEmpty() && name.charAt(name.length() - 1) == '_';
            if (starts) {
                name.setLength(name.length() - 1);
            }
            name.append(c == '_' || starts ? c : Character.toLowerCase(c));
        }
        return name.toString();
    }
}

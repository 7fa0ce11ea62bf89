package dev.attune.jakarta.internal;

import dev.attune.internal.runtime.Meter;
import dev.attune.internal.runtime.PublishedMeters;
import dev.attune.internal.text.Label;
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
                                Label.camelCase(outcome),
                                "responses that ended as " + outcome,
                                () -> outcomes.of(outcome)))
                        .toList());
    }
}

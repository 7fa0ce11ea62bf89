package dev.attune.jakarta.internal;

import dev.attune.internal.runtime.Meter;
import dev.attune.internal.runtime.Meters;
import dev.attune.internal.text.Label;
import dev.attune.jakarta.internal.response.Outcome;
import dev.attune.jakarta.internal.response.Outcomes;
import java.util.Arrays;

/** The counters of pages: how many were rewritten, and how many were not, by reason. */
final class PageMeters {
    private PageMeters() {}

    static Meters of(Outcomes outcomes) {
        return new Meters(
                "pages",
                Arrays.stream(Outcome.values())
                        .map(outcome ->
                                new Meter(Label.camelCase(outcome), outcome.meaning(), () -> outcomes.of(outcome)))
                        .toList());
    }
}

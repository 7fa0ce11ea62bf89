package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.internal.text.MessageText;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule that gives the page's colour, or null or {@code ""} for none. */
record PageColorRule(Terms terms, Function<Visitor, @Nullable String> color) {
    String name() {
        return terms.name();
    }

    /** Returns the colour, or null where the rule has none to give. */
    @Nullable
    String of(Visitor visitor, Failures failures, @Nullable Trace trace) {
        if (!terms.fit(visitor, Kind.PAGE_COLOR, trace)) {
            return null;
        }
        String given = UserCode.<Visitor, String>apply(name(), color, visitor, failures);
        if (given != null && !given.isBlank()) {
            if (trace != null) {
                trace.applied(name(), Kind.PAGE_COLOR, "the colour is " + MessageText.text(given));
            }
            return given;
        }
        if (trace != null) {
            trace.doesNotFit(name(), Kind.PAGE_COLOR, visitor, terms.trust(), "it has no colour for this visitor");
        }
        return null;
    }
}

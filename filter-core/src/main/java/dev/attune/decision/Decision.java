package dev.attune.decision;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a profile for one page. The same inputs give an equal decision.
 *
 * @param variation the path inside the context that serves the page, or null where the app's own page does
 * @param clientTraits what the browser may know, or null where client traits are not configured; values are JSON values
 * @param pageColor the page's background colour as a profile gave it, not yet checked, or null for none
 * @param edits the changes to the page's content, in the order of the rules
 * @param experiment the experiment that the visitor is in on this page, or null where there is none
 */
public record Decision(
        @Nullable String variation,
        @Nullable Map<String, Object> clientTraits,
        @Nullable String pageColor,
        List<AppliedEdit> edits,
        @Nullable Assignment experiment) {
    public Decision {
        edits = List.copyOf(edits);
    }

    /** A decision in which no experiment has a part. */
    public Decision(
            @Nullable String variation,
            @Nullable Map<String, Object> clientTraits,
            @Nullable String pageColor,
            List<AppliedEdit> edits) {
        this(variation, clientTraits, pageColor, edits, null);
    }

    /** Returns what of it a page shows: the same for two visitors who are shown the same. */
    public Decision page() {
        return new Decision(variation, clientTraits, pageColor, edits);
    }
}

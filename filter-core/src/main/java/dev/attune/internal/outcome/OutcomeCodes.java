package dev.attune.internal.outcome;

import dev.attune.internal.token.SigningKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The codes of all outcomes, made once. A code is a signature: it says nothing to those who see it, and only holders of the
 * site's keys can make one. It changes with the rules, so that the codes of other rules mean nothing. Immutable.
 */
public final class OutcomeCodes {
    /** The codes of rules that let shared caches keep nothing. */
    public static final OutcomeCodes NONE = new OutcomeCodes(OutcomeSpace.NONE, Map.of());

    private final OutcomeSpace space;
    private final Map<Outcome, String> codes;

    private OutcomeCodes(OutcomeSpace space, Map<Outcome, String> codes) {
        this.space = space;
        this.codes = Map.copyOf(codes);
    }

    /**
     * Returns the codes of a space.
     *
     * @param keys those of the site, the same on all nodes
     * @param site what a code must not be carried across, such as a context path
     * @param version a text that is equal where the rules are equal, and differs where they differ
     */
    public static OutcomeCodes of(SigningKeys keys, String site, String version, OutcomeSpace space) {
        UnaryOperator<String> signed = keys.codesFor("outcome of pages of " + site);
        // Rules that code makes are in no text; what they decide stands in the words.
        String rules = signed.apply(version + new TreeSet<>(space.words().values()));
        Map<Outcome, String> codes = new HashMap<>();
        space.words().keySet().forEach(outcome -> codes.put(outcome, signed.apply(rules + outcome.cases())));
        return new OutcomeCodes(space, codes);
    }

    /** Returns the code of an outcome, or null where the rules did not foresee it. */
    public @Nullable String of(Outcome outcome) {
        return codes.get(outcome);
    }

    /** Returns what the outcomes mean. */
    public OutcomeSpace space() {
        return space;
    }

    /** Returns the codes that others do not hold. */
    public List<String> without(OutcomeCodes others) {
        List<String> gone = new ArrayList<>(codes.values());
        gone.removeAll(others.codes.values());
        gone.sort(null);
        return gone;
    }
}

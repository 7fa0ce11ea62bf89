package dev.attune.experiment;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which variation of each experiment a visitor was given before, or is shown by a preview: an experiment's key → the
 * index of its variation. It may say what no experiment has; who reads it checks. Immutable.
 */
public record Assignments(Map<String, Integer> variations) {
    /** No assignment at all. */
    public static final Assignments NONE = new Assignments(Map.of());
    /** The most assignments that a text may hold; with keys of 64 characters they still fit a cookie. */
    public static final int MAX = 32;

    private static final String BETWEEN = "~";
    private static final char BEFORE_INDEX = '!';
    private static final int MAX_TEXT = 4096;

    public Assignments {
        variations = Map.copyOf(variations);
    }

    /**
     * Returns what {@link #toText} wrote. A text that anyone may have written is read as far as it makes sense: a
     * part that is no assignment is left out, and so is all beyond the {@linkplain #MAX bound}.
     */
    public static Assignments parse(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            return NONE;
        }
        Map<String, Integer> found = new HashMap<>();
        for (String part : text.split(BETWEEN, MAX + 1)) {
            int mark = part.lastIndexOf(BEFORE_INDEX);
            int index = mark < 0 ? -1 : index(part, mark + 1);
            if (index >= 0 && found.size() < MAX && Keys.isValid(part.substring(0, mark))) {
                found.putIfAbsent(part.substring(0, mark), index);
            }
        }
        return new Assignments(found);
    }

    /** Returns the one or two digits from a place to the end, or -1 where there is something else. */
    private static int index(String part, int from) {
        int digits = part.length() - from;
        if (digits < 1 || digits > 2) {
            return -1;
        }
        int index = 0;
        for (int i = from; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            index = 10 * index + c - '0';
        }
        return index;
    }

    /** Returns the assignments as a text that may stand in a cookie as it is (RFC 6265, section 4.1.1). */
    public String toText() {
        return new TreeMap<>(variations)
                .entrySet().stream()
                        .map(assignment -> assignment.getKey() + BEFORE_INDEX + assignment.getValue())
                        .collect(Collectors.joining(BETWEEN));
    }

    /** Whether there is no assignment at all. */
    public boolean isEmpty() {
        return variations.isEmpty();
    }

    /** Returns the index of the experiment's variation, or -1 where there is no assignment. */
    public int of(String experiment) {
        return variations.isEmpty() ? -1 : variations.getOrDefault(experiment, -1);
    }

    /** Returns the same assignments with one more. */
    public Assignments with(String experiment, int variation) {
        Map<String, Integer> more = new HashMap<>(variations);
        more.put(experiment, variation);
        return new Assignments(more);
    }
}

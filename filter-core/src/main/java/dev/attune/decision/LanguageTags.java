package dev.attune.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Language tags of rules, and the look-up among them that RFC 4647 describes in section 3.4. Immutable.
 *
 * @param tags as the rules spell them
 */
record LanguageTags(List<String> tags) {
    static final LanguageTags NONE = new LanguageTags(List.of());

    static LanguageTags of(Collection<String> tags) {
        return tags.isEmpty() ? NONE : new LanguageTags(List.copyOf(new LinkedHashSet<>(tags)));
    }

    /** Adds the texts that a condition compares a language with; an expression names no language. */
    static void collect(@Nullable Object operand, Map<String, ValueSet> groups, Set<String> into) {
        if (operand instanceof String tag) {
            into.add(tag);
        } else if (operand instanceof List<?> list) {
            list.forEach(item -> collect(item, groups, into));
        } else if (operand instanceof Map<?, ?> operators) {
            operators.forEach((operator, value) -> {
                switch (String.valueOf(operator)) {
                    case "$regex", "$regexi", "$type" -> {
                        // They name no language.
                    }
                    case "$inGroup", "$notInGroup" ->
                        into.addAll(groups.getOrDefault(String.valueOf(value), ValueSet.EMPTY)
                                .texts());
                    default -> collect(value, groups, into);
                }
            });
        }
    }

    /** Returns a tag in the spelling of these tags, or as it is where it is none of them. */
    String spelled(String tag) {
        for (String own : tags) {
            if (own.equalsIgnoreCase(tag)) {
                return own;
            }
        }
        return tag;
    }

    /**
     * Returns the tag for a visitor, or null where none fits.
     *
     * @param ranges what the visitor reads, the most wanted first
     */
    @Nullable
    String lookUp(List<String> ranges) {
        for (String range : ranges) {
            for (String shorter : shortened(range)) {
                for (String tag : tags) {
                    if (tag.equalsIgnoreCase(shorter)) {
                        return tag;
                    }
                }
            }
        }
        return null;
    }

    /** Returns a range and what remains of it as its end is taken off; a single letter goes with what it introduces. */
    private static List<String> shortened(String range) {
        List<String> shorter = new ArrayList<>();
        String rest = range;
        while (!rest.isEmpty()) {
            shorter.add(rest);
            int end = rest.lastIndexOf('-');
            if (end > 1 && rest.charAt(end - 2) == '-') {
                end -= 2;
            }
            rest = rest.substring(0, Math.max(end, 0));
        }
        return shorter;
    }
}

package dev.attune.internal.analytics;

import java.util.Map;

/** A change of one member of a JSON object. */
sealed interface JsonEdit {
    /** The member is not there. */
    record Removed() implements JsonEdit {}

    /** The member has this value, whatever it had before. */
    record Set(String json) implements JsonEdit {}

    /** The member is an object, and its own members change. */
    record Within(Map<String, JsonEdit> members) implements JsonEdit {
        public Within {
            members = Map.copyOf(members);
        }

        /** Whether an object that is not there has to be made. */
        boolean adds() {
            return members.values().stream()
                    .anyMatch(edit -> edit instanceof Set || (edit instanceof Within within && within.adds()));
        }
    }

    /** The member is an array of objects of a size at most, and the members of each change. It must be there. */
    record Each(Map<String, JsonEdit> members, int mostBytes) implements JsonEdit {
        public Each {
            members = Map.copyOf(members);
        }
    }
}

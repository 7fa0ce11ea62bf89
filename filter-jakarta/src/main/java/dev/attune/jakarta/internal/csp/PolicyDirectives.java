package dev.attune.jakarta.internal.csp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One policy (CSP Level 3, section 2.2.1): its directives by name; the first of a name counts. Immutable. */
final class PolicyDirectives {
    private final Map<String, List<String>> values;

    private PolicyDirectives(Map<String, List<String>> values) {
        this.values = values;
    }

    static PolicyDirectives parse(String policy) {
        Map<String, List<String>> values = new HashMap<>();
        for (String directive : policy.split(";", -1)) {
            String[] words = directive.trim().split("[ \\t\\n\\f\\r]+", -1);
            if (!words[0].isEmpty()) {
                values.putIfAbsent(
                        words[0].toLowerCase(Locale.ROOT), List.of(Arrays.copyOfRange(words, 1, words.length)));
            }
        }
        return new PolicyDirectives(values);
    }

    /** Returns the sources of the first of these directives that is there; null: the policy does not say. */
    @Nullable
    Sources first(String... names) {
        for (String name : names) {
            List<String> value = values.get(name);
            if (value != null) {
                return Sources.of(value);
            }
        }
        return null;
    }

    /** A sandboxed page runs no script unless the sandbox says so. */
    boolean runsScripts() {
        List<String> sandbox = values.get("sandbox");
        return sandbox == null || sandbox.stream().anyMatch("allow-scripts"::equalsIgnoreCase);
    }

    boolean hasNonce() {
        return values.values().stream()
                .anyMatch(
                        sources -> sources.stream().anyMatch(source -> source.regionMatches(true, 0, "'nonce-", 0, 7)));
    }
}

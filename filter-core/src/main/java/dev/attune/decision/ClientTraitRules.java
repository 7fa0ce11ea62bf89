package dev.attune.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All rules that name what the browser may know. A later rule's name wins over an earlier one's. */
final class ClientTraitRules {
    private final List<ClientTraitRule> rules;
    /** The names that rules have by themselves, and for each such rule where its name stands; computed ones have none. */
    private final String[] names;

    private final int[] places;
    private final boolean hasComputed;

    ClientTraitRules(List<ClientTraitRule> rules) {
        this.rules = List.copyOf(rules);
        List<String> distinct = new ArrayList<>();
        Map<String, Integer> placeOf = new LinkedHashMap<>();
        places = new int[rules.size()];
        for (int i = 0; i < places.length; i++) {
            if (rules.get(i) instanceof ClientTraitRule.Named named) {
                Integer place = placeOf.computeIfAbsent(named.name(), name -> {
                    distinct.add(name);
                    return distinct.size() - 1;
                });
                places[i] = place;
            }
        }
        names = distinct.toArray(new String[0]);
        hasComputed = rules.stream().anyMatch(ClientTraitRule.Computed.class::isInstance);
    }

    Stream<Terms> terms() {
        return rules.stream().map(ClientTraitRule::terms);
    }

    /** Returns what the browser may know of a visitor; immutable. */
    Map<String, Object> of(Visitor visitor, Failures failures, @Nullable Trace trace) {
        return hasComputed ? collected(visitor, failures, trace) : placed(visitor, failures, trace);
    }

    /** Where all names are known beforehand, only the values are made for each visitor. */
    private Map<String, Object> placed(Visitor visitor, Failures failures, @Nullable Trace trace) {
        @Nullable Object[] values = new @Nullable Object[names.length];
        for (int i = 0; i < places.length; i++) {
            if (rules.get(i) instanceof ClientTraitRule.Named named) {
                Object value = named.value(visitor, failures, trace);
                if (value != null) {
                    values[places[i]] = value;
                }
            }
        }
        return new NamedValues(names, values);
    }

    private Map<String, Object> collected(Visitor visitor, Failures failures, @Nullable Trace trace) {
        Map<String, Object> traits = new LinkedHashMap<>();
        for (ClientTraitRule rule : rules) {
            if (rule instanceof ClientTraitRule.Computed computed) {
                computed.addTo(traits, visitor, failures, trace);
            } else if (rule instanceof ClientTraitRule.Named named) {
                Object value = named.value(visitor, failures, trace);
                if (value != null) {
                    traits.put(named.name(), value);
                }
            }
        }
        return Collections.unmodifiableMap(traits);
    }
}

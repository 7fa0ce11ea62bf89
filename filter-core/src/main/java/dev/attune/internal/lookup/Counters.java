package dev.attune.internal.lookup;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what look-ups come to. */
final class Counters {
    final LongAdder hits = new LongAdder();
    final LongAdder staleHits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder refreshes = new LongAdder();
    final LongAdder calls = new LongAdder();
    final LongAdder callFailures = new LongAdder();
    final LongAdder storeFailures = new LongAdder();
    private final Map<Lookup.Reason, LongAdder> unavailable = new EnumMap<>(Lookup.Reason.class);

    Counters() {
        for (Lookup.Reason reason : Lookup.Reason.values()) {
            unavailable.put(reason, new LongAdder());
        }
    }

    void awaited(Lookup outcome) {
        if (outcome instanceof Lookup.Unavailable failed) {
            unavailable(failed.reason());
        }
    }

    void unavailable(Lookup.Reason reason) {
        LongAdder adder = unavailable.get(reason);
        if (adder != null) {
            adder.increment();
        }
    }

    Map<Lookup.Reason, Long> unavailable() {
        Map<Lookup.Reason, Long> counts = new EnumMap<>(Lookup.Reason.class);
        unavailable.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }
}

package dev.attune.internal.lookup;

import java.util.concurrent.atomic.AtomicInteger;

/** Warns once if the Profiles API knows none of the first visitors: perhaps it is asked about another space. Thread-safe. */
final class FirstAnswers {
    private static final System.Logger LOG = System.getLogger(FirstAnswers.class.getPackageName());
    private static final int COUNT = 10;

    private final AtomicInteger unknown = new AtomicInteger();

    /** Notes that the Profiles API knew a visitor, or that it did not. */
    void note(boolean isKnown) {
        if (isKnown) {
            unknown.set(COUNT + 1);
        } else if (unknown.get() < COUNT && unknown.incrementAndGet() == COUNT) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: the Profiles API knows none of the first {0} visitors. If they should be known, check profilesSpace,"
                            + " and profilesUrl, which is another one for a workspace in the EU.",
                    COUNT);
        }
    }
}

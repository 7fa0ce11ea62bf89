package dev.attune.internal.runtime;

/** Time that only goes forward, for ages and deadlines; the wall clock may step back. */
@FunctionalInterface
public interface Ticker {
    Ticker SYSTEM = System::nanoTime;

    /** Returns nanoseconds since some moment; compare by subtraction. */
    long nanos();
}

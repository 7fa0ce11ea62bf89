package dev.attune.jakarta.internal.response;

/** Adds up the time between {@link #start} and {@link #stop}. */
final class Stopwatch {
    private long nanos;
    private long startedAt;

    void start() {
        startedAt = System.nanoTime();
    }

    void stop() {
        nanos += System.nanoTime() - startedAt;
    }

    long nanos() {
        return nanos;
    }
}

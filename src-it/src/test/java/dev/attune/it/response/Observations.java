package dev.attune.it.response;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What a servlet observed while it answered one request. */
final class Observations {
    private static final Map<String, Observations> BY_REQUEST = new ConcurrentHashMap<>();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private int underWay;

    static Observations of(String request) {
        return BY_REQUEST.computeIfAbsent(request, r -> new Observations());
    }

    /** The servlet begins to answer; a forward begins once more. */
    synchronized void begin() {
        underWay++;
    }

    synchronized void end() {
        underWay--;
        notifyAll();
    }

    /** Waits, 20 seconds at most, until the servlet has returned: its answer may have arrived before. */
    synchronized void awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (long left = deadline - System.nanoTime(); underWay > 0 && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    void note(String name, Object value) {
        lines.add(name + "=" + value);
    }

    /** Notes the type of a thrown exception, or that there is none. */
    void attempt(String name, Attempt attempt) {
        try {
            attempt.run();
            note(name, "fine");
        } catch (Exception e) {
            note(
                    name,
                    e instanceof IllegalStateException
                            ? "IllegalStateException"
                            : e.getClass().getName());
        }
    }

    <T> void ask(String name, Callable<T> question) throws Exception {
        note(name, question.call());
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    @FunctionalInterface
    interface Attempt {
        void run() throws Exception;
    }
}

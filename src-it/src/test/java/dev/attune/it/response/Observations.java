package dev.attune.it.response;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a servlet observed while it answered one request. */
final class Observations {
    private static final Map<String, Observations> BY_REQUEST = new ConcurrentHashMap<>();

    private final List<String> lines = new CopyOnWriteArrayList<>();

    static Observations of(String request) {
        return BY_REQUEST.computeIfAbsent(request, r -> new Observations());
    }

    void note(String name, Object value) {
        lines.add(name + "=" + value);
    }

    /** Notes the type of what is thrown, or that nothing is. */
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

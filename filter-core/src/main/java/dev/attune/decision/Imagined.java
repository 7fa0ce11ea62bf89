package dev.attune.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers that a visitor might give to the questions of rules. {@link #next} gives others, until all have been given that lead
 * to other questions or ends. One question has one answer, however many rules ask it.
 */
final class Imagined {
    private final List<Integer> prefix;
    private final List<Integer> given = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private final Map<Object, Integer> answers = new HashMap<>();

    private Imagined(List<Integer> prefix) {
        this.prefix = prefix;
    }

    /** Returns the first answers. */
    static Imagined first() {
        return new Imagined(List.of());
    }

    /**
     * Returns the answer to a question.
     *
     * @param question equal for two rules that ask the same
     * @param count how many answers there are, counted from 0
     */
    int answer(Object question, int count) {
        return answers.computeIfAbsent(question, unasked -> {
            int answer = given.size() < prefix.size() ? prefix.get(given.size()) : 0;
            given.add(answer);
            counts.add(count);
            return answer;
        });
    }

    /** Returns the next answers, or null after the last ones. */
    @Nullable
    Imagined next() {
        for (int i = given.size() - 1; i >= 0; i--) {
            int after = given.get(i) + 1;
            if (after < counts.get(i)) {
                List<Integer> changed = new ArrayList<>(given.subList(0, i));
                changed.add(after);
                return new Imagined(changed);
            }
        }
        return null;
    }
}

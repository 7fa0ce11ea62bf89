package dev.attune.decision;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls a user's function such that its failure costs a visitor a rule, never a page. */
final class UserCode {
    private UserCode() {}

    /** Returns the function's answer, or null where it threw; an error that speaks for the whole JVM goes on. */
    static <S, T> @Nullable T apply(
            String rule, Function<? super S, ? extends @Nullable T> function, S subject, Failures failures) {
        try {
            return function.apply(subject);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
            failures.report(rule, "the function threw " + failure.getClass().getName(), failure);
            return null;
        }
    }
}

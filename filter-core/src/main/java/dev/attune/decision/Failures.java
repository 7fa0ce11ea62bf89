package dev.attune.decision;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a listener of failed rules, and survives the listener too. */
final class Failures {
    private static final System.Logger LOG = System.getLogger(Failures.class.getPackageName());

    private final Consumer<RuleFailure> listener;

    Failures(Consumer<RuleFailure> listener) {
        this.listener = listener;
    }

    void report(String rule, String problem, @Nullable Throwable cause) {
        try {
            listener.accept(new RuleFailure(rule, problem, cause));
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.DEBUG, "Attune: the listener of failed rules failed itself", failure);
        }
    }
}

package dev.attune.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A rule that can never work. It stops the deployment; its message is complete: where the mistake is, the text found and
 * the text expected.
 */
public final class RuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String where;

    RuleException(String where, String problem) {
        this(where, problem, null);
    }

    RuleException(String where, String problem, @Nullable Throwable cause) {
        super(where + ": " + problem, cause);
        this.where = where;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    /** Returns the mistake's place, such as {@code variations[1].when.plan.$regx (line 3, column 20)}. */
    public String where() {
        return where;
    }
}

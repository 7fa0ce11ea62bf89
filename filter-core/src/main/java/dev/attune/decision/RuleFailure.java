package dev.attune.decision;

import org.jspecify.annotations.Nullable;

/**
 * A rule that failed for one visitor and was passed over. It names no trait's value, so it may be logged; a cause that a
 * user's function threw may hold what that function put into it.
 *
 * @param rule the rule, such as {@code variation("/")} or {@code variations[1]}
 * @param problem what went wrong
 * @param cause what the rule's function threw, or null where it threw nothing
 */
public record RuleFailure(
        String rule, String problem, @Nullable Throwable cause) {}

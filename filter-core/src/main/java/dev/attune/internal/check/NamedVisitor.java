package dev.attune.internal.check;

import dev.attune.decision.Visitor;

/**
 * A visitor under the name that the output gives it.
 *
 * @param name the visitor's key, such as {@code user_id:anna}
 */
record NamedVisitor(String name, Visitor visitor) {
    /** Somebody of whom nothing is known. */
    static final NamedVisitor UNKNOWN = new NamedVisitor("an unknown visitor", Visitor.unknown());
}

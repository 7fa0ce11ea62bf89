package dev.attune.internal.check;

import dev.attune.decision.Visitor;
import java.util.Map;

/**
 * A visitor under the name that the output gives it.
 *
 * @param name the visitor's key, such as {@code user_id:anna}
 * @param request what the visitor's requests say, by the names of attributes
 */
record NamedVisitor(String name, Visitor visitor, Map<String, Object> request) {
    /** Somebody of whom nothing is known. */
    static final NamedVisitor UNKNOWN = new NamedVisitor("an unknown visitor", Visitor.unknown(), Map.of());
}

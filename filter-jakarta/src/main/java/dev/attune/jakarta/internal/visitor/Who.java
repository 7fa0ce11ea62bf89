package dev.attune.jakarta.internal.visitor;

import dev.attune.decision.Trust;
import dev.attune.profile.ProfileKey;
import org.jspecify.annotations.Nullable;

/**
 * Who a visitor is, for an explanation.
 *
 * @param key the visitor's, or null for a visitor without an id
 * @param means how the visitor is known, in a few words
 * @param trust how far it is sure, or null for a visitor without an id
 */
public record Who(
        @Nullable ProfileKey key, String means, @Nullable Trust trust) {}

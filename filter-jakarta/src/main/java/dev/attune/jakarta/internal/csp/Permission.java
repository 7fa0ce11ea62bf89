package dev.attune.jakarta.internal.csp;

import org.jspecify.annotations.Nullable;

/**
 * Whether an element that we add would work under the page's policies.
 *
 * @param granted false: the browser would block it, so it must not be added
 * @param nonce the value of the {@code nonce} attribute that the element must carry, or null for none; base64 text, safe
 *     in a quoted attribute
 */
public record Permission(boolean granted, @Nullable String nonce) {
    static final Permission REFUSED = new Permission(false, null);
    static final Permission FREE = new Permission(true, null);
}

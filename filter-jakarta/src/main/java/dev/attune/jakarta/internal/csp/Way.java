package dev.attune.jakarta.internal.csp;

import java.util.Set;

/**
 * How one policy lets an element in.
 *
 * @param free without a nonce
 * @param nonces what it may carry instead
 */
record Way(boolean free, Set<String> nonces) {}

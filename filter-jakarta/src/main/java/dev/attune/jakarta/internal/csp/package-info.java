/**
 * The page's Content-Security-Policy, as far as Attune has to know it.
 */
@NullMarked
package dev.attune.jakarta.internal.csp;

import org.jspecify.annotations.NullMarked;

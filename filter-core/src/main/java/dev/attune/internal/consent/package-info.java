/**
 * Whether a visitor has agreed to be known, as consent platforms and browsers say it.
 */
@NullMarked
package dev.attune.internal.consent;

import org.jspecify.annotations.NullMarked;

/**
 * Whether a visitor has agreed to be known, as consent platforms and browsers say it.
 */
@NullMarked
package dev.attune.consent;

import org.jspecify.annotations.NullMarked;

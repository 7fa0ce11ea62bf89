/**
 * Routes, conditions, variations, client traits and edits: what follows from a profile, as an immutable value.
 */
@NullMarked
package dev.attune.decision;

import org.jspecify.annotations.NullMarked;

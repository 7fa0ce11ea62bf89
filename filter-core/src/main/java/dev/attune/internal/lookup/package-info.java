/**
 * The read path: {@link dev.attune.internal.lookup.ProfileClient} answers from the near cache, else from the store, else from the
 * Profiles API, within one budget, never with an error.
 */
@NullMarked
package dev.attune.internal.lookup;

import org.jspecify.annotations.NullMarked;

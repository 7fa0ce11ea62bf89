/** Experiments: who is in one, and in which of its variations. Pure arithmetic on ids, as GrowthBook documents it. */
@NullMarked
package dev.attune.experiment;

import org.jspecify.annotations.NullMarked;

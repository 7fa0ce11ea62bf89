/** The side of the rules that Attune's other packages see, and apps do not. */
@NullMarked
package dev.attune.internal.decision;

import org.jspecify.annotations.NullMarked;

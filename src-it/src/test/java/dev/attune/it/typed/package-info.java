/** Profiles as records and beans of an app. */
@NullMarked
package dev.attune.it.typed;

import org.jspecify.annotations.NullMarked;

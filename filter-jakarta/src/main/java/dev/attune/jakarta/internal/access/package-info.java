/** Which visitors the app's security constraints let see a path. */
@NullMarked
package dev.attune.jakarta.internal.access;

import org.jspecify.annotations.NullMarked;

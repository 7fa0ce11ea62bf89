/**
 * What the JAR adds to a web app by itself: the filter where none is declared, and the dispatches that each filter needs.
 */
@NullMarked
package dev.attune.jakarta.internal.start;

import org.jspecify.annotations.NullMarked;

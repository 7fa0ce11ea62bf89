/** The javax drop-in JAR in real containers of its age. */
@NullMarked
package dev.attune.it.javax;

import org.jspecify.annotations.NullMarked;

/** Previews: links that show pages as somebody else would see them. */
@NullMarked
package dev.attune.jakarta.internal.preview;

import org.jspecify.annotations.NullMarked;

/** Previews: links that show pages as somebody else would see them. */
@NullMarked
package dev.attune.jakarta.preview;

import org.jspecify.annotations.NullMarked;

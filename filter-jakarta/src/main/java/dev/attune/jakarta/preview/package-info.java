/** Links to previews: pages as another visitor would see them. */
@NullMarked
package dev.attune.jakarta.preview;

import org.jspecify.annotations.NullMarked;

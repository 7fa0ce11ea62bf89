/** Explanations of pages, for those who hold the site's key. */
@NullMarked
package dev.attune.jakarta.internal.explain;

import org.jspecify.annotations.NullMarked;

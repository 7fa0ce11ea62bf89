/** Explanations of pages, for those who hold the site's key. */
@NullMarked
package dev.attune.jakarta.explain;

import org.jspecify.annotations.NullMarked;

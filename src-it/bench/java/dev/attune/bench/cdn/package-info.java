/** A site behind a cache that keeps personalized pages. */
@NullMarked
package dev.attune.bench.cdn;

import org.jspecify.annotations.NullMarked;

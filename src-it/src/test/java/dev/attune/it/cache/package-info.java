/**
 * Shared caches before a site.
 */
@NullMarked
package dev.attune.it.cache;

import org.jspecify.annotations.NullMarked;

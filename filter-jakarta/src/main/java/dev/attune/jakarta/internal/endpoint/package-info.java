/**
 * Attune's own endpoints, below the route prefix.
 */
@NullMarked
package dev.attune.jakarta.internal.endpoint;

import org.jspecify.annotations.NullMarked;

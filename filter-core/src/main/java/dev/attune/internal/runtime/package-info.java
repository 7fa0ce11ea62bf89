/**
 * What Attune needs from the JVM it runs in: counters, daemon threads, hashes and a log of failures that
 * is not flooded.
 */
@NullMarked
package dev.attune.internal.runtime;

import org.jspecify.annotations.NullMarked;

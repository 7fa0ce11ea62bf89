/**
 * Benchmarks. {@code mvn -q -Pbench verify -Dbench=NAME} at the root runs one.
 */
@NullMarked
package dev.attune.bench;

import org.jspecify.annotations.NullMarked;

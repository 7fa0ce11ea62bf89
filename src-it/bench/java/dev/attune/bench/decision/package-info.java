/** What it costs to decide. */
@NullMarked
package dev.attune.bench.decision;

import org.jspecify.annotations.NullMarked;

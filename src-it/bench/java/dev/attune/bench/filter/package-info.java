/**
 * What the filter costs a request: one Jetty, the same pages with and without the filter, in turn.
 */
@NullMarked
package dev.attune.bench.filter;

import org.jspecify.annotations.NullMarked;

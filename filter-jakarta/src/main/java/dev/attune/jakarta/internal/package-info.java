/**
 * The site behind the filter: start, decision for each request, and the plugins of the server.
 */
@NullMarked
package dev.attune.jakarta.internal;

import org.jspecify.annotations.NullMarked;

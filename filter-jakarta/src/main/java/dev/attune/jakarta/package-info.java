/**
 * The filter, and what a web app extends or calls.
 */
@NullMarked
package dev.attune.jakarta;

import org.jspecify.annotations.NullMarked;

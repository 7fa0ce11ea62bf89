/**
 * Reading and writing JSON: bounded readers for bytes from outside, and a writer that is safe inside a script.
 */
@NullMarked
package dev.attune.internal.json;

import org.jspecify.annotations.NullMarked;

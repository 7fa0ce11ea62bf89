/**
 * Every setting in one place: its name, type, default and meaning.
 */
@NullMarked
package dev.attune.internal.config;

import org.jspecify.annotations.NullMarked;

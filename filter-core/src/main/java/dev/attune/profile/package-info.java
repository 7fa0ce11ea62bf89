/**
 * What is known of a visitor: immutable, compact values.
 */
@NullMarked
package dev.attune.profile;

import org.jspecify.annotations.NullMarked;

/**
 * The words of messages: labels of constants, values as a message shows them, and the nearest known name.
 */
@NullMarked
package dev.attune.internal.text;

import org.jspecify.annotations.NullMarked;

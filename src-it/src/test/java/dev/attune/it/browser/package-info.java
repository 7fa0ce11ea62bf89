/** Personalized pages in real browsers. */
@NullMarked
package dev.attune.it.browser;

import org.jspecify.annotations.NullMarked;

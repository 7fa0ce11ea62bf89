/** The response wrapper in real containers: an app with the filter and without must not be told apart. */
@NullMarked
package dev.attune.it.response;

import org.jspecify.annotations.NullMarked;

/** The sample shop: an ordinary web app that knows nothing of personalization. */
@NullMarked
package dev.attune.sample;

import org.jspecify.annotations.NullMarked;

/** The path from Segment to a page: webhooks, stores and crashes. */
@NullMarked
package dev.attune.it.profile;

import org.jspecify.annotations.NullMarked;

/**
 * The changes to a page: client traits, page colour and content edits. A decision becomes the handlers of a rewriter.
 */
@NullMarked
package dev.attune.internal.transform;

import org.jspecify.annotations.NullMarked;

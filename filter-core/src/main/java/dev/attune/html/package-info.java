/**
 * A streaming HTML rewriter on bytes. It stands on its own and knows nothing of profiles or servlets.
 */
@NullMarked
package dev.attune.html;

import org.jspecify.annotations.NullMarked;

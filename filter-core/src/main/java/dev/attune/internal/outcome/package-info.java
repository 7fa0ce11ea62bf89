/** What shared caches may keep of personalized pages: the outcomes of the rules, and the codes that stand for them. */
@NullMarked
package dev.attune.internal.outcome;

import org.jspecify.annotations.NullMarked;

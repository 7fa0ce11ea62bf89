/** The HTML rewriter beside what a Java team would take today. */
@NullMarked
package dev.attune.bench.rewriter;

import org.jspecify.annotations.NullMarked;

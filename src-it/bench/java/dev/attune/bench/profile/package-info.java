/** What a look-up and an update cost. */
@NullMarked
package dev.attune.bench.profile;

import org.jspecify.annotations.NullMarked;

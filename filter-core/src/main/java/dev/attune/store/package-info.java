/** Where profiles outlive the process: {@link dev.attune.store.ProfileStore} and what implements it. */
@NullMarked
package dev.attune.store;

import org.jspecify.annotations.NullMarked;

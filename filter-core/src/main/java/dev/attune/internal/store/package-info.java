/** Where profiles outlive the process: {@link dev.attune.internal.store.ProfileStore} and what implements it. */
@NullMarked
package dev.attune.internal.store;

import org.jspecify.annotations.NullMarked;

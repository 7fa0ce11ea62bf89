package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's record that changed.
 *
 * @param key whose record it is
 * @param by what this node merged into it, or null where the store tells of a change without saying what it was: one by
 *     another node, or one of this node's own once more
 */
public record ProfileChange(ProfileKey key, @Nullable ProfileUpdate by) {}

/**
 * What is known of a visitor: immutable, compact values.
 *
 * <p>{@link dev.attune.profile.Profile} is what pages and rules read. {@link dev.attune.profile.ProfileRecord} is what is
 * stored and merged: a profile with what must be remembered to merge late, repeated and reordered
 * {@link dev.attune.profile.ProfileUpdate}s right.
 */
@NullMarked
package dev.attune.profile;

import org.jspecify.annotations.NullMarked;

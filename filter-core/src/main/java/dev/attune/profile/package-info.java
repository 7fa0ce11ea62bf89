/**
 * Profiles of visitors: immutable, compact values. Which classes are what:
 *
 * <ul>
 *   <li>The domain: {@link dev.attune.profile.ProfileKey} names a visitor. Pages and rules read a
 *       {@link dev.attune.profile.Profile}, a set of {@link dev.attune.profile.TraitValue}s. Stores keep a
 *       {@link dev.attune.profile.ProfileRecord}: a profile, and the times that it takes to merge late, repeated and reordered
 *       {@link dev.attune.profile.ProfileUpdate}s right. {@code Merge} and {@code Entry} do the merging.
 *   <li>The packed form in memory: {@code TraitTable} and {@code TraitMap} hold traits, whose names many profiles share as a
 *       {@code Shape}. {@code JsonValue} writes values as bytes. {@code PackedJson}, {@code PackedList} and {@code PackedMap}
 *       read them in place, with {@code RecentTexts} for repeated texts.
 *   <li>The stored form: {@code RecordFormat} for files, {@link dev.attune.profile.RecordFields} for Redis, both by
 *       {@code ByteWriter} and {@code ByteReader}.
 * </ul>
 */
@NullMarked
package dev.attune.profile;

import org.jspecify.annotations.NullMarked;

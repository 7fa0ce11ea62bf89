package dev.attune.profile;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record that stores keep of one visitor: the profile, and what must be remembered so that an event that comes late, twice
 * or after a deletion changes nothing newer. Immutable.
 *
 * <p>Merging the same updates in any order, any of them any number of times, ends in an equal record, provided that the
 * Profiles API did not contradict itself in what it listed. For Attune's own packages.
 */
public final class ProfileRecord {
    private static final ProfileRecord EMPTY =
            new ProfileRecord(Profile.unknown(), TraitTable.EMPTY, 0, 0, Collections.emptySortedMap());

    private final Profile profile;
    private final TraitTable gone;
    private final long pulledAt;
    private final long deletedAt;
    private final SortedMap<String, Long> links;

    private ProfileRecord(
            Profile profile, TraitTable gone, long pulledAt, long deletedAt, SortedMap<String, Long> links) {
        this.profile = profile;
        this.gone = gone;
        this.pulledAt = pulledAt;
        this.deletedAt = deletedAt;
        this.links = links;
    }

    /** Returns the record of a visitor of whom nothing was ever learnt. */
    public static ProfileRecord empty() {
        return EMPTY;
    }

    /** Returns the record with the update merged into it; this very record where the update brings nothing new. */
    public ProfileRecord merge(ProfileUpdate update) {
        return new Merge(this).apply(update);
    }

    /** Returns what pages see of the visitor. */
    public Profile profile() {
        return profile;
    }

    /**
     * Returns as of when the Profiles API listed all of the visitor's traits, or null where it has not been asked since the
     * visitor became known or was deleted: {@link #profile()} then holds only pushed traits.
     */
    public @Nullable Instant pulledAt() {
        return pulledAt == 0 ? null : Micros.instant(pulledAt);
    }

    /** Returns when the visitor was deleted last, or null. */
    public @Nullable Instant deletedAt() {
        return deletedAt == 0 ? null : Micros.instant(deletedAt);
    }

    /** Returns other keys of the same visitor, in the form of {@link ProfileKey#toString()}. */
    public Set<String> links() {
        return Collections.unmodifiableSet(links.keySet());
    }

    /**
     * Returns the record without the memory of traits that went away, and of a deletion, before the given time. Segment
     * retries for four hours; what comes later than {@code before} is taken for new.
     */
    public ProfileRecord forgetGoneBefore(Instant before) {
        long limit = Micros.of(before);
        SortedMap<String, Entry> entries = entries();
        boolean changed = entries.values().removeIf(entry -> !entry.isVisible() && entry.time() < limit);
        boolean forgetDeletion = deletedAt != 0 && deletedAt < limit;
        return changed || forgetDeletion ? of(entries, pulledAt, forgetDeletion ? 0 : deletedAt, links) : this;
    }

    /**
     * Returns the record without what carries a later time than the given one, which is the present. A clock that was wrong
     * dated it, and a deletion must take it too.
     */
    public ProfileRecord forgetAfter(Instant present) {
        long limit = Micros.of(present);
        SortedMap<String, Entry> entries = entries();
        TreeMap<String, Long> linkTimes = new TreeMap<>(links);
        boolean changed = entries.values().removeIf(entry -> entry.time() > limit);
        changed |= linkTimes.values().removeIf(time -> time > limit);
        return changed || pulledAt > limit ? of(entries, pulledAt > limit ? 0 : pulledAt, deletedAt, linkTimes) : this;
    }

    /** Returns the record as bytes, in a format that {@link #fromBytes} of this and later releases reads. */
    public byte[] toBytes() {
        return RecordFormat.write(this);
    }

    /**
     * Returns the record that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it did not write these bytes
     */
    public static ProfileRecord fromBytes(byte[] bytes) {
        return RecordFormat.read(bytes);
    }

    static ProfileRecord of(
            SortedMap<String, Entry> entries, long pulledAt, long deletedAt, SortedMap<String, Long> links) {
        TreeMap<String, Entry> visible = new TreeMap<>();
        TreeMap<String, Entry> hidden = new TreeMap<>();
        entries.forEach((name, entry) -> (entry.isVisible() ? visible : hidden).put(name, entry));
        return new ProfileRecord(Profile.of(TraitTable.of(visible)), TraitTable.of(hidden), pulledAt, deletedAt, links);
    }

    /** All traits, those that no page sees as well; a new map. */
    SortedMap<String, Entry> entries() {
        TreeMap<String, Entry> entries = new TreeMap<>();
        for (TraitTable table : new TraitTable[] {profile.table(), gone}) {
            for (int i = 0; i < table.shape().size(); i++) {
                entries.put(table.shape().name(i), table.entry(i));
            }
        }
        return entries;
    }

    long pulledAtMicros() {
        return pulledAt;
    }

    long deletedAtMicros() {
        return deletedAt;
    }

    SortedMap<String, Long> linkTimes() {
        return links;
    }

    /** Two records are equal where all updates would lead to equal records again. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProfileRecord record && Arrays.equals(toBytes(), record.toBytes());
    }

    @Override
    public int hashCode() {
        return Objects.hash(profile.names(), pulledAt, deletedAt, links);
    }

    @Override
    public String toString() {
        return "ProfileRecord[" + profile + ", pulled " + pulledAt() + ", deleted " + deletedAt() + "]";
    }
}

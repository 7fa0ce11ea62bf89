package dev.attune.profile;

import dev.attune.internal.binding.Misfits;
import dev.attune.internal.binding.TypedTraits;
import dev.attune.internal.json.JsonText;
import dev.attune.internal.text.ScalarText;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The traits of one visitor. Immutable, so it may be shared between threads and kept; compact, since a cache holds many.
 *
 * <p>A trait is a JSON value: {@link String}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger} beyond
 * its range, or {@link Double}, an immutable {@link java.util.List} or {@link Map} of these. A trait that is JSON {@code null} is a trait that is not there. Values
 * are decoded when asked for, each time anew; lists and maps are views that decode the one item or member that is asked
 * for. A map's {@code get} goes through its names, so a caller that wants all members iterates.
 */
public sealed class Profile permits WatchedProfile {
    private static final Profile UNKNOWN = new Profile(TraitTable.EMPTY);

    private final TraitTable table;

    Profile(TraitTable table) {
        this.table = table;
    }

    /** Returns the profile of a visitor of whom nothing is known: no traits. */
    public static Profile unknown() {
        return UNKNOWN;
    }

    /**
     * Returns a profile with the given traits, copied in depth, as if pulled at the epoch.
     *
     * @throws IllegalArgumentException if a value is none of the types above
     */
    public static Profile of(Map<String, ? extends @Nullable Object> traits) {
        TreeMap<String, Entry> entries = new TreeMap<>();
        traits.forEach((name, value) -> {
            if (value != null) {
                entries.put(name, Entry.pulled(JsonValue.encode(value), 0));
            }
        });
        return of(TraitTable.of(entries));
    }

    static Profile of(TraitTable table) {
        return table.shape().size() == 0 ? UNKNOWN : new Profile(table);
    }

    /** Whether nothing is known of this visitor. */
    public boolean isUnknown() {
        return table.shape().size() == 0;
    }

    /** Returns the trait's value, or null where the visitor does not have it. */
    public @Nullable Object value(String trait) {
        int index = table.shape().indexOf(trait);
        return index < 0 ? null : table.value(index);
    }

    /** Returns the trait as text: a string as it is, a number or boolean in its JSON form, {@code ""} for all else. */
    public String text(String trait) {
        String text = ScalarText.of(value(trait));
        return text == null ? "" : text;
    }

    /** Whether the trait is {@code true}; the string {@code "true"}, which journeys push, counts too. */
    public boolean flag(String trait) {
        Object value = value(trait);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    /** Returns the trait as a number, or {@code fallback} where it is none. */
    public double number(String trait, double fallback) {
        return value(trait) instanceof Number number ? number.doubleValue() : fallback;
    }

    /** Returns the names of all traits, sorted. */
    public Set<String> names() {
        return table.shape().names();
    }

    /** Returns all traits as an immutable map, a view that decodes a value when it is asked for. */
    public Map<String, Object> traits() {
        return new TraitMap(table);
    }

    /**
     * Returns when the trait got its value by Segment's clock, the epoch where that is not known, or null where the visitor
     * does not have it.
     */
    public @Nullable Instant updatedAt(String trait) {
        int index = table.shape().indexOf(trait);
        return index < 0 ? null : Micros.instant(table.time(index));
    }

    /** Whether the visitor has the trait from a webhook, not from the Profiles API. */
    public boolean isPushed(String trait) {
        int index = table.shape().indexOf(trait);
        return index >= 0 && table.isPushed(index);
    }

    /**
     * Returns the traits as an object of a type of the app.
     *
     * <p>A record gets its components from the traits that {@link Trait} names, else JSON-B's {@code @JsonbProperty}, else the
     * component's own name, else that name in snake case. A trait that is missing or does not fit leaves its component null, 0,
     * false or empty, and costs no other one. Any other type is a bean for JSON-B, where the app or its server has that.
     *
     * @throws IllegalArgumentException if the record's own constructor refuses the values, or the type is no record and there is no
     *     JSON-B that can make it
     */
    public <T> T as(Class<T> type) {
        return TypedTraits.of(type, traits(), misfits());
    }

    Misfits misfits() {
        return Misfits.UNHEARD;
    }

    /**
     * Returns the same profile, which tells a listener what does not fit when {@link #as} reads it.
     *
     * @param listener gets sentences such as {@code order_count is "three", which is no int}, which show values of traits
     */
    public Profile onMisfit(Consumer<String> listener) {
        return new WatchedProfile(table, listener);
    }

    /** Returns all traits as a JSON object, in ASCII, which may stand inside a script element too. */
    public String toJson() {
        return JsonText.script(traits());
    }

    TraitTable table() {
        return table;
    }

    /** Two profiles are equal where their traits have equal values, whenever and by whichever way these came. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Profile profile && traits().equals(profile.traits());
    }

    @Override
    public int hashCode() {
        return traits().hashCode();
    }

    /** Returns the number of traits, not their values: a profile must not slip into a log. */
    @Override
    public String toString() {
        return "Profile[" + table.shape().size() + " traits]";
    }
}

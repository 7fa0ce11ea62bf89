package dev.attune.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The traits of one visitor. Immutable, so it may be shared between threads and kept.
 *
 * <p>A trait is a JSON value: {@link String}, {@link Boolean}, {@link Long} or {@link Double}, an immutable {@link List}
 * or {@link Map} of these. A trait that is JSON {@code null} is a trait that is not there.
 */
public final class Profile {
    private static final Profile UNKNOWN = new Profile(Map.of());

    private final Map<String, Object> traits;

    private Profile(Map<String, Object> traits) {
        this.traits = traits;
    }

    /** Returns the profile of a visitor of whom nothing is known: no traits. */
    public static Profile unknown() {
        return UNKNOWN;
    }

    /**
     * Returns a profile with the given traits, copied in depth.
     *
     * @throws IllegalArgumentException if a value is none of the types above
     */
    public static Profile of(Map<String, ? extends @Nullable Object> traits) {
        Map<String, Object> copy = new LinkedHashMap<>();
        traits.forEach((name, value) -> {
            if (value != null) {
                copy.put(name, JsonValues.copyOf(value));
            }
        });
        return copy.isEmpty() ? UNKNOWN : new Profile(java.util.Collections.unmodifiableMap(copy));
    }

    /** Whether nothing is known of this visitor. */
    public boolean isUnknown() {
        return traits.isEmpty();
    }

    /** Returns the trait's value, or null where the visitor does not have it. */
    public @Nullable Object value(String trait) {
        return traits.get(trait);
    }

    /** Returns the trait as text: a string as it is, a number or boolean in its JSON form, {@code ""} for all else. */
    public String text(String trait) {
        Object value = traits.get(trait);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    /** Whether the trait is {@code true}; the string {@code "true"}, which journeys push, counts too. */
    public boolean flag(String trait) {
        Object value = traits.get(trait);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    /** Returns the trait as a number, or {@code fallback} where it is none. */
    public double number(String trait, double fallback) {
        return traits.get(trait) instanceof Number number ? number.doubleValue() : fallback;
    }

    /** Returns the names of all traits. */
    public Set<String> names() {
        return traits.keySet();
    }

    /** Returns all traits as an immutable map. */
    public Map<String, Object> traits() {
        return traits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Profile profile && traits.equals(profile.traits);
    }

    @Override
    public int hashCode() {
        return Objects.hash(traits);
    }

    /** Returns the number of traits, not their values: a profile must not slip into a log. */
    @Override
    public String toString() {
        return "Profile[" + traits.size() + " traits]";
    }
}

package dev.attune.profile;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Names one visitor: an id and what kind of id it is.
 *
 * <p>Segment finds profiles by lower-cased ids only (Profile API, "External IDs"), so an id is lower-cased here, once:
 * a cookie, a webhook and the cache then mean the same visitor.
 *
 * <p>Keys made by {@link #of} name one visitor. The constructor takes more: whatever a store may hold.
 *
 * @param type the id type as Segment names it, such as {@code user_id} or {@code anonymous_id}
 * @param id the id, lower-cased; never blank, at most {@value #MAX_ID_LENGTH} characters, free of control characters
 */
public record ProfileKey(String type, String id) implements Comparable<ProfileKey> {
    /** The id type of a visitor who has logged in. */
    public static final String USER_ID = "user_id";
    /** The id type of a visitor who has not. */
    public static final String ANONYMOUS_ID = "anonymous_id";
    /** The most characters that an id may have; ids come from cookies that anyone can write. */
    public static final int MAX_ID_LENGTH = IdText.MOST_CHARACTERS;

    public ProfileKey {
        requireNonNull(type);
        String normal = IdText.normal(requireNonNull(id));
        if (normal == null) {
            throw new IllegalArgumentException("an id has 1 to " + MAX_ID_LENGTH
                    + " characters, none of them a control character or a letter with the lower case of another one");
        }
        id = normal;
    }

    /**
     * Returns the key of the visitor whom an id names, or null where it names none: it is too long, blank, or has a control
     * character; it begins or ends with white space; it has a character whose lower case belongs to another letter; or it
     * is what software writes where it has no id, such as {@code undefined}.
     *
     * <p>Two ids have one key only where they differ in nothing but upper and lower case.
     */
    public static @Nullable ProfileKey of(String type, @Nullable String id) {
        String normal = id == null ? null : IdText.normal(id);
        return normal == null || !IdText.namesAVisitor(normal) ? null : new ProfileKey(type, normal);
    }

    /** Returns the key of a visitor who has logged in. */
    public static ProfileKey user(String id) {
        return new ProfileKey(USER_ID, id);
    }

    /** Returns the key of a visitor known only by the browser. */
    public static ProfileKey anonymous(String id) {
        return new ProfileKey(ANONYMOUS_ID, id);
    }

    /**
     * Returns the key that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static ProfileKey parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a key reads type:id");
        }
        return new ProfileKey(text.substring(0, colon), text.substring(colon + 1));
    }

    // Written out: the JDK's own equals of a record stays linked to the class that was asked last, and so keeps the
    // class loader of an app that is gone (OpenJDK, java.lang.runtime.ObjectMethods).
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProfileKey key && id.equals(key.id) && type.equals(key.type);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + id.hashCode();
    }

    /** Orders keys by their ids. A hash table that meets many ids of one hash code can then search them in a tree. */
    @Override
    public int compareTo(ProfileKey other) {
        int order = id.compareTo(other.id);
        return order != 0 ? order : type.compareTo(other.type);
    }

    /** Returns the key as Segment writes it, such as {@code user_id:jane}. */
    @Override
    public String toString() {
        return type + ":" + id;
    }
}

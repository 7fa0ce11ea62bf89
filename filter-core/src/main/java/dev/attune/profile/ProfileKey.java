package dev.attune.profile;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Names one visitor: an id and what kind of id it is.
 *
 * <p>Segment finds profiles by lower-cased ids only (Profile API, "External IDs"), so an id is lower-cased here, once:
 * a cookie, a webhook and the cache then mean the same visitor.
 *
 * @param type the id type as Segment names it, such as {@code user_id} or {@code anonymous_id}
 * @param id the id, lower-cased; never blank, at most {@value #MAX_ID_LENGTH} characters, free of control characters
 */
public record ProfileKey(String type, String id) {
    /** The id type of a visitor who has logged in. */
    public static final String USER_ID = "user_id";
    /** The id type of a visitor who has not. */
    public static final String ANONYMOUS_ID = "anonymous_id";
    /** The most characters that an id may have; ids come from cookies that anyone can write. */
    public static final int MAX_ID_LENGTH = 256;

    public ProfileKey {
        requireNonNull(type);
        id = requireNonNull(id).toLowerCase(Locale.ROOT);
        if (!isValidId(id)) {
            throw new IllegalArgumentException(
                    "an id has 1 to " + MAX_ID_LENGTH + " characters, none of them a control character");
        }
    }

    /** Returns the key of a visitor who has logged in. */
    public static ProfileKey user(String id) {
        return new ProfileKey(USER_ID, id);
    }

    /** Returns the key of a visitor known by the browser alone. */
    public static ProfileKey anonymous(String id) {
        return new ProfileKey(ANONYMOUS_ID, id);
    }

    /** Whether a text can be an id at all: not blank, bounded, no control characters, no lone surrogates. */
    public static boolean isValidId(String id) {
        int length = id.length();
        if (id.isBlank() || length > MAX_ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            if (Character.isISOControl(c) || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == length || !Character.isLowSurrogate(id.charAt(i)))) {
                return false;
            }
        }
        return true;
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

    /** Returns the key as Segment writes it, such as {@code user_id:jane}. */
    @Override
    public String toString() {
        return type + ":" + id;
    }
}

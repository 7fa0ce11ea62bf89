package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Headers about the body's exact bytes, kept back until it is known whether those bytes change: once a container has
 * them, not every one lets go of them again (Tomcat 10.1 ignores {@code setHeader(name, null)}).
 */
final class WithheldHeaders {
    private static final List<Field> NONE = List.of();

    static final String CONTENT_LENGTH = "Content-Length";
    static final String ETAG = "ETag";
    static final String LAST_MODIFIED = "Last-Modified";
    static final String ACCEPT_RANGES = "Accept-Ranges";
    private static final List<String> NAMES = List.of(
            CONTENT_LENGTH,
            ETAG,
            LAST_MODIFIED,
            ACCEPT_RANGES,
            "Content-MD5",
            "Digest",
            "Content-Digest",
            "Repr-Digest");
    /** Headers dropped when only the visitor, not the body, makes the response private. */
    private static final Set<String> VALIDATORS = Set.of(ETAG, LAST_MODIFIED, ACCEPT_RANGES);

    private static final Set<String> LENGTH = Set.of(CONTENT_LENGTH);

    /** Empty for most pages, and then it costs nothing. */
    private List<Field> fields = NONE;

    /** Returns the name in the spelling of the constants here, or null if such a header is not withheld. */
    static @Nullable String canonical(String name) {
        int length = name.length();
        for (int i = 0; i < NAMES.size(); i++) {
            String known = NAMES.get(i);
            if (known.length() == length && known.equalsIgnoreCase(name)) {
                return known;
            }
        }
        return null;
    }

    /** Sets a header; null removes it. */
    void set(String canonical, String spelled, @Nullable String value) {
        remove(Set.of(canonical));
        add(canonical, spelled, value);
    }

    void add(String canonical, String spelled, @Nullable String value) {
        if (value != null) {
            if (fields == NONE) {
                fields = new ArrayList<>(4);
            }
            fields.add(new Field(canonical, spelled, value));
        }
    }

    /** Sets the length as {@code setContentLengthLong} does; a negative one removes it. */
    void length(long length) {
        set(CONTENT_LENGTH, CONTENT_LENGTH, length < 0 ? null : Long.toString(length));
    }

    /** Returns the length that the app set, or -1 if it set none or no number. */
    long length() {
        String length = get(CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Nullable
    String get(String canonical) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).canonical.equals(canonical)) {
                return fields.get(i).value;
            }
        }
        return null;
    }

    List<String> all(String canonical) {
        return fields.stream()
                .filter(field -> field.canonical.equals(canonical))
                .map(Field::value)
                .toList();
    }

    void addNamesTo(Collection<String> names) {
        fields.forEach(field -> names.add(field.spelled));
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    void clear() {
        fields = NONE;
    }

    /** Hands all over, as the app set them. */
    void release(HttpServletResponse response) {
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).release(response);
        }
        clear();
    }

    /** Hands over what stays true of unchanged bytes that belong to one visitor. */
    void releaseWithoutValidators(HttpServletResponse response) {
        remove(VALIDATORS);
        release(response);
    }

    /** Hands over what stays true where there is no body: all but its length. */
    void releaseWithoutLength(HttpServletResponse response) {
        remove(LENGTH);
        release(response);
    }

    private void remove(Set<String> canonical) {
        if (fields != NONE) {
            fields.removeIf(field -> canonical.contains(field.canonical));
        }
    }

    private record Field(String canonical, String spelled, String value) {
        void release(HttpServletResponse response) {
            if (canonical.equals(CONTENT_LENGTH)) {
                try {
                    response.setContentLengthLong(Long.parseLong(value));
                    return;
                } catch (NumberFormatException e) {
                    // The container judges it, as it would have.
                }
            }
            response.addHeader(spelled, value);
        }
    }
}

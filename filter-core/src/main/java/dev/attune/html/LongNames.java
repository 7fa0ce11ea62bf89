package dev.attune.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The text of the names on a page that are known by their hash only, so that an end tag can be written for them. */
final class LongNames {
    /** A page with more different ones gets no end tags for the others. */
    private static final int MOST = 64;

    private long[] names = EmptyArrays.LONGS;
    private String[] texts = {};
    private int count;

    void note(long name, byte[] bytes, int from, int end) {
        if (find(name) < 0 && count < MOST) {
            if (count == names.length) {
                int size = count + 8;
                names = Arrays.copyOf(names, size);
                texts = Arrays.copyOf(texts, size);
            }
            names[count] = name;
            // A character for each byte, whatever the charset: it goes out as it came. Where there are others than
            // ASCII, what looks like a letter may be the second byte of one.
            String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
            texts[count++] = text.chars().allMatch(c -> c < 128) ? Ascii.lower(text) : text;
        }
    }

    private int find(long name) {
        for (int i = 0; i < count; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the text of a name, null if it was not noted. */
    @Nullable
    String text(long name) {
        int at = find(name);
        return at < 0 ? null : texts[at];
    }
}

package dev.attune.profile;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The short texts decoded last, so that a trait which many visitors share ({@code "EU"}, {@code "pro"}) is not made anew
 * for each page. Bounded: a slot per hash, the newest text wins it.
 */
final class RecentTexts {
    private static final int LONGEST = 24;
    private static final int SLOTS = 1024;
    private static final AtomicReferenceArray<@Nullable String> SLOT = new AtomicReferenceArray<>(SLOTS);

    private RecentTexts() {}

    static String latin1(byte[] bytes, int start, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        }
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[start + i];
        }
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        String recent = SLOT.getPlain(slot);
        if (recent != null && isSame(recent, bytes, start, length)) {
            return recent;
        }
        String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        SLOT.setRelease(slot, text);
        return text;
    }

    private static boolean isSame(String text, byte[] bytes, int start, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != (bytes[start + i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}

package dev.attune.internal.consent;

import org.jspecify.annotations.Nullable;

/** Base64url (RFC 4648, section 5, without padding) read as bits, six a character, whatever its length. Immutable. */
final class Sextets {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final byte[] sextets;

    private Sextets(byte[] sextets) {
        this.sextets = sextets;
    }

    /** Returns a text's bits, or null where it holds other characters. */
    static @Nullable Sextets of(String text) {
        byte[] sextets = new byte[text.length()];
        for (int i = 0; i < sextets.length; i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return null;
            }
            sextets[i] = (byte) value;
        }
        return new Sextets(sextets);
    }

    int length() {
        return sextets.length * 6;
    }

    boolean bit(int index) {
        return (sextets[index / 6] >> (5 - index % 6) & 1) == 1;
    }

    /** Returns an unsigned number of at most 31 bits, the first bit weighing most. */
    int number(int from, int count) {
        return (int) longNumber(from, count);
    }

    /** Returns an unsigned number of at most 63 bits, the first bit weighing most. */
    long longNumber(int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 1 | (bit(i) ? 1 : 0);
        }
        return number;
    }
}

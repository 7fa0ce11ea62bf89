package dev.attune.internal.consent;

import java.time.Instant;
import java.util.BitSet;

/** Writes TC strings of version 2: only the core segment. */
final class TransparencyStrings {
    private final StringBuilder bits = new StringBuilder();

    private TransparencyStrings() {}

    /** Returns nothing, for a test to write it all. */
    static TransparencyStrings empty() {
        return new TransparencyStrings();
    }

    /** Returns a string up to and with the publisher's country, for a test to write the vendors after it. */
    static TransparencyStrings allowing(int... purposes) {
        return created(Instant.ofEpochMilli(1_600_000_000_000L), 4, 1, purposes);
    }

    /** Returns a segment of the vendors that the visitor was shown. */
    static String disclosed(int max, int... vendors) {
        return new TransparencyStrings().number(1, 3).vendorField(max, vendors).text();
    }

    /** Returns such a string of a day and a version of the policies, for one site (1) or for many (0). */
    static TransparencyStrings created(Instant day, int policy, int specific, int... purposes) {
        TransparencyStrings string = new TransparencyStrings();
        BitSet consents = new BitSet();
        for (int purpose : purposes) {
            consents.set(purpose);
        }
        return string.number(2, 6)
                .number(day.toEpochMilli() / 100, 36)
                .number(17_000_000_000L, 36)
                .number(675, 12)
                .number(2, 12)
                .number(1, 6)
                .letters("EN")
                .number(15, 12)
                .number(policy, 6)
                .number(specific, 1)
                .number(0, 1)
                .number(0, 12)
                .field(consents, 24)
                // The visitor has not objected to any legitimate interest, which is no consent.
                .number(0xFFFFFF, 24)
                .number(1, 1)
                .letters("DE");
    }

    TransparencyStrings vendorField(int max, int... vendors) {
        BitSet consents = new BitSet();
        for (int vendor : vendors) {
            consents.set(vendor);
        }
        return number(max, 16).number(0, 1).field(consents, max);
    }

    /** Each range is its first and last vendor. */
    TransparencyStrings vendorRanges(int max, int[]... ranges) {
        number(max, 16).number(1, 1).number(ranges.length, 12);
        for (int[] range : ranges) {
            number(range[0] == range[1] ? 0 : 1, 1).number(range[0], 16);
            if (range[0] != range[1]) {
                number(range[1], 16);
            }
        }
        return this;
    }

    /** Ends the string with a restriction by the publisher, behind legitimate interests of no vendor. */
    TransparencyStrings restriction(int purpose, int type, int vendor) {
        return vendorField(0)
                .number(1, 12)
                .number(purpose, 6)
                .number(type, 2)
                .number(1, 12)
                .number(0, 1)
                .number(vendor, 16);
    }

    TransparencyStrings number(long value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bits.append(value >> i & 1);
        }
        return this;
    }

    private TransparencyStrings letters(String letters) {
        letters.chars().forEach(letter -> number(letter - 'A', 6));
        return this;
    }

    private TransparencyStrings field(BitSet set, int count) {
        for (int i = 1; i <= count; i++) {
            number(set.get(i) ? 1 : 0, 1);
        }
        return this;
    }

    /** Returns the text, padded with zeros to a whole character. */
    String text() {
        String padded = bits + "0".repeat((6 - bits.length() % 6) % 6);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < padded.length(); i += 6) {
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                    .charAt(Integer.parseInt(padded.substring(i, i + 6), 2)));
        }
        return text.toString();
    }
}

package dev.attune.internal.consent;

import org.jspecify.annotations.Nullable;

/**
 * The core segment of a TC string (IAB Tech Lab, "Transparency and Consent String with Global Vendor &amp; CMP List
 * Formats", version 2), as far as consent goes: legitimate interests, publisher restrictions and the other segments are
 * left aside. Immutable.
 */
final class TransparencyString {
    private static final int VERSION = 2;

    // Where fields begin, in bits: all before the vendors have fixed lengths.
    private static final int PURPOSES_CONSENT = 152;
    private static final int MAX_VENDOR_ID = 213;
    private static final int IS_RANGE_ENCODING = 229;
    private static final int VENDORS = 230;

    private static final int ID_BITS = 16;
    private static final int COUNT_BITS = 12;

    private final Sextets bits;

    private TransparencyString(Sextets bits) {
        this.bits = bits;
    }

    /** Returns the string, or null where the text is no TC string of version 2 or is cut before the vendors. */
    static @Nullable TransparencyString read(String text) {
        int dot = text.indexOf('.');
        Sextets bits = Sextets.of(dot < 0 ? text : text.substring(0, dot));
        return bits == null || bits.length() < VENDORS || bits.number(0, 6) != VERSION
                ? null
                : new TransparencyString(bits);
    }

    /** Whether the visitor consents to a purpose, numbered from 1 to 24. */
    boolean allowsPurpose(int purpose) {
        return bits.bit(PURPOSES_CONSENT + purpose - 1);
    }

    /** Whether the visitor consents to a vendor, numbered from 1. */
    boolean allowsVendor(int vendor) {
        if (vendor > bits.number(MAX_VENDOR_ID, ID_BITS)) {
            return false;
        }
        return bits.bit(IS_RANGE_ENCODING) ? isInRanges(vendor) : isInField(vendor);
    }

    private boolean isInField(int vendor) {
        int end = VENDORS + bits.number(MAX_VENDOR_ID, ID_BITS);
        return end <= bits.length() && bits.bit(VENDORS + vendor - 1);
    }

    /** Reads all ranges, for a string that is cut or goes backwards somewhere is none. */
    private boolean isInRanges(int vendor) {
        if (VENDORS + COUNT_BITS > bits.length()) {
            return false;
        }
        boolean isFound = false;
        int at = VENDORS + COUNT_BITS;
        for (int left = bits.number(VENDORS, COUNT_BITS); left > 0; left--) {
            if (at + 1 + ID_BITS > bits.length()) {
                return false;
            }
            boolean isRange = bits.bit(at);
            int first = bits.number(at + 1, ID_BITS);
            at += 1 + ID_BITS;
            int last = first;
            if (isRange) {
                if (at + ID_BITS > bits.length()) {
                    return false;
                }
                last = bits.number(at, ID_BITS);
                at += ID_BITS;
            }
            if (first > last) {
                return false;
            }
            isFound |= first <= vendor && vendor <= last;
        }
        return isFound;
    }
}

package dev.attune.internal.consent;

/**
 * The vendors that a part of a TC string lists: a greatest id, then a bit for each or ranges of ids. A section that is cut, or
 * whose ranges go backwards, is malformed.
 */
final class VendorSection {
    static final int ID_BITS = 16;
    static final int COUNT_BITS = 12;

    private final Sextets bits;
    private final int start;
    private final int end;

    /** @param start the section's first bit */
    VendorSection(Sextets bits, int start) {
        this.bits = bits;
        this.start = start;
        int field = start + ID_BITS + 1;
        if (field > bits.length()) {
            end = -1;
        } else if (isRanges()) {
            end = endOfRanges(bits, field);
        } else {
            int last = field + most();
            end = last > bits.length() ? -1 : last;
        }
    }

    boolean isMalformed() {
        return end < 0;
    }

    /** Returns the bit after the section. */
    int end() {
        return end;
    }

    boolean contains(int vendor) {
        if (isMalformed() || vendor > most()) {
            return false;
        }
        int field = start + ID_BITS + 1;
        return isRanges() ? isInRanges(bits, field, vendor) : bits.bit(field + vendor - 1);
    }

    private int most() {
        return bits.number(start, ID_BITS);
    }

    private boolean isRanges() {
        return bits.bit(start + ID_BITS);
    }

    /** Returns the bit after a list of ranges, or -1 where it is cut or goes backwards. */
    static int endOfRanges(Sextets bits, int start) {
        if (start + COUNT_BITS > bits.length()) {
            return -1;
        }
        int at = start + COUNT_BITS;
        for (int left = bits.number(start, COUNT_BITS); left > 0; left--) {
            int next = at < bits.length() ? afterRange(bits, at) : -1;
            if (next < 0 || next > bits.length() || first(bits, at) > last(bits, at)) {
                return -1;
            }
            at = next;
        }
        return at;
    }

    /** Whether a list of ranges, which is not malformed, holds a vendor. */
    static boolean isInRanges(Sextets bits, int start, int vendor) {
        int at = start + COUNT_BITS;
        for (int left = bits.number(start, COUNT_BITS); left > 0; left--) {
            if (first(bits, at) <= vendor && vendor <= last(bits, at)) {
                return true;
            }
            at = afterRange(bits, at);
        }
        return false;
    }

    private static int afterRange(Sextets bits, int at) {
        return at + 1 + ID_BITS + (bits.bit(at) ? ID_BITS : 0);
    }

    private static int first(Sextets bits, int at) {
        return bits.number(at + 1, ID_BITS);
    }

    private static int last(Sextets bits, int at) {
        return bits.bit(at) ? bits.number(at + 1 + ID_BITS, ID_BITS) : first(bits, at);
    }
}

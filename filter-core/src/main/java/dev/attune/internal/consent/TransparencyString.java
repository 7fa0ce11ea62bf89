package dev.attune.internal.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A TC string (IAB Tech Lab, "Transparency and Consent String with Global Vendor &amp; CMP List Formats", version 2), as far
 * as consent goes; legitimate interests are left aside. Immutable.
 */
final class TransparencyString {
    private static final int VERSION = 2;

    // Where fields begin, in bits: all before the vendors have fixed lengths.
    private static final int CREATED = 6;
    private static final int POLICY_VERSION = 132;
    private static final int IS_SERVICE_SPECIFIC = 138;
    private static final int PURPOSES_CONSENT = 152;
    private static final int VENDORS = 213;
    private static final int FIXED = 230;

    private static final int DISCLOSED_VENDORS = 1;
    private static final int SEGMENT_TYPE_BITS = 3;

    private static final int PURPOSE_BITS = 6;
    private static final int RESTRICTION_TYPE_BITS = 2;
    private static final int NOT_ALLOWED = 0;
    private static final int LEGITIMATE_INTEREST_ONLY = 2;

    /** From here on a string says that it follows version 4 of the policies, or a later one. */
    private static final Instant POLICY_4_BINDS = Instant.parse("2023-10-01T00:00:00Z");

    private static final int POLICY_4 = 4;

    /** From here on a string lists the vendors that the visitor was shown. */
    private static final Instant DISCLOSURE_BINDS = Instant.parse("2026-03-01T00:00:00Z");

    private final Sextets bits;
    private final VendorSection vendors;
    private final @Nullable VendorSection disclosed;

    private TransparencyString(Sextets bits, @Nullable VendorSection disclosed) {
        this.bits = bits;
        vendors = new VendorSection(bits, VENDORS);
        this.disclosed = disclosed;
    }

    /** Returns the string, or null where the text is no TC string of version 2, or is cut before the vendors. */
    static @Nullable TransparencyString read(String text) {
        String[] segments = BareText.of(text).split("\\.", -1);
        Sextets core = Sextets.of(segments[0]);
        if (core == null || core.length() < FIXED || core.number(0, 6) != VERSION) {
            return null;
        }
        VendorSection disclosed = null;
        for (int i = 1; i < segments.length; i++) {
            Sextets segment = Sextets.of(segments[i]);
            if (segment == null || segment.length() < SEGMENT_TYPE_BITS) {
                return null;
            }
            if (segment.number(0, SEGMENT_TYPE_BITS) == DISCLOSED_VENDORS) {
                disclosed = new VendorSection(segment, SEGMENT_TYPE_BITS);
            }
        }
        return new TransparencyString(core, disclosed);
    }

    /** Whether the string is one that a vendor may go by: for this site only, and by the policies of its day. */
    boolean isValid() {
        Instant created = Instant.ofEpochMilli(bits.longNumber(CREATED, 36) * 100);
        boolean isOutdated = bits.number(POLICY_VERSION, 6) < POLICY_4 && !created.isBefore(POLICY_4_BINDS);
        boolean lacksDisclosure = disclosed == null && !created.isBefore(DISCLOSURE_BINDS);
        return bits.bit(IS_SERVICE_SPECIFIC) && !isOutdated && !lacksDisclosure;
    }

    /** Whether the visitor consents to a purpose, numbered from 1 to 24. */
    boolean allowsPurpose(int purpose) {
        return bits.bit(PURPOSES_CONSENT + purpose - 1);
    }

    /** Whether the visitor consents to a vendor, numbered from 1. */
    boolean allowsVendor(int vendor) {
        return vendors.contains(vendor);
    }

    /** Whether the visitor was shown a vendor, as far as the string says who was. */
    boolean isDisclosed(int vendor) {
        return disclosed == null || disclosed.contains(vendor);
    }

    /**
     * Whether the publisher lets a vendor ask for consent to a purpose. Restrictions stand behind the vendors' legitimate
     * interests, which a string of the first years may end before; one that is cut within either forbids everything.
     */
    boolean isLeftToConsent(int purpose, int vendor) {
        int interests = vendors.end();
        if (vendors.isMalformed()) {
            return false;
        }
        if (bits.length() - interests <= VendorSection.ID_BITS) {
            return true;
        }
        VendorSection legitimateInterests = new VendorSection(bits, interests);
        int at = legitimateInterests.end();
        if (legitimateInterests.isMalformed() || at + VendorSection.COUNT_BITS > bits.length()) {
            return false;
        }
        int left = bits.number(at, VendorSection.COUNT_BITS);
        at += VendorSection.COUNT_BITS;
        for (; left > 0; left--) {
            int ranges = at + PURPOSE_BITS + RESTRICTION_TYPE_BITS;
            int end = VendorSection.endOfRanges(bits, ranges);
            if (end < 0) {
                return false;
            }
            int type = bits.number(at + PURPOSE_BITS, RESTRICTION_TYPE_BITS);
            boolean forbids = type == NOT_ALLOWED || type == LEGITIMATE_INTEREST_ONLY;
            if (forbids && bits.number(at, PURPOSE_BITS) == purpose && VendorSection.isInRanges(bits, ranges, vendor)) {
                return false;
            }
            at = end;
        }
        return true;
    }
}

package dev.attune.internal.consent;

import dev.attune.internal.config.PrivacySection;
import org.jspecify.annotations.Nullable;

/**
 * A section of a GPP string for the United States or one of the states (IAB Tech Lab, "Global Privacy Platform", "US National"
 * and "US States"), where visitors are asked for nothing but may opt out. After a version there are fields of two bits.
 */
final class OptOutSection {
    private static final int VERSION = 1;
    private static final int VERSION_BITS = 6;
    private static final int FIELD_BITS = 2;

    private static final int NOT_APPLICABLE = 0;
    private static final int NOTICE_GIVEN = 1;
    private static final int NOT_OPTED_OUT = 2;
    private static final int CONSENT = 2;

    private static final int GPC_TYPE = 1;

    private OptOutSection() {}

    /**
     * Whether the visitor has opted out of nothing: not of sale, sharing or targeted advertising, each of which the site
     * named to the visitor where it applies, and not by Global Privacy Control. Of a known child, consent must be there.
     */
    static boolean isClear(PrivacySection section, String text) {
        String[] segments = text.split("\\.", -1);
        Sextets core = Sextets.of(segments[0]);
        if (core == null || core.length() < VERSION_BITS || core.number(0, VERSION_BITS) != VERSION) {
            return false;
        }
        for (int i = 1; i < segments.length; i++) {
            Sextets segment = Sextets.of(segments[i]);
            if (segment == null || objects(segment)) {
                return false;
            }
        }
        Layout layout = layout(section, (core.length() - VERSION_BITS) / FIELD_BITS);
        return layout != null && layout.isClear(core);
    }

    /** Whether a segment is that of Global Privacy Control, and the browser objects, or the segment is cut. */
    private static boolean objects(Sextets segment) {
        return segment.length() <= FIELD_BITS || (segment.number(0, FIELD_BITS) == GPC_TYPE && segment.bit(FIELD_BITS));
    }

    /** Returns how a section is laid out, or null where it has too few fields. */
    private static @Nullable Layout layout(PrivacySection section, int fields) {
        Layout layout = switch (section) {
            // Longer since more kinds of sensitive data count, without a new version.
            case USNAT -> new Layout(".SHT..sht", fields < 32 ? 12 : 16, fields < 32 ? 2 : 3);
            case USCA -> new Layout("SH.sh", 9, 2);
            case USVA, USTX, USNE, USTN, USMN -> new Layout(".STst", 8, 1);
            case USCO -> new Layout(".STst", 7, 1);
            case USUT, USIA -> new Layout(".ST.st", 8, 1);
            case USCT, USFL, USMT, USNH -> new Layout(".STst", 8, 3);
            case USOR -> new Layout(".STst", 11, 3);
            case USDE -> new Layout(".STst", 9, 5);
            case USNJ -> new Layout(".STst", 10, 5);
            case TCFEUV2 -> throw new IllegalArgumentException(section + " is no section of opt-outs");
        };
        return layout.fields() <= fields ? layout : null;
    }

    /**
     * Where fields are.
     *
     * @param opening the first fields: notices of the right to opt out of sale, sharing and targeted advertising as S, H and T,
     *     the opt-outs as s, h and t, other fields as dots
     * @param sensitive how many kinds of sensitive data follow, which do not matter here
     * @param children how many fields follow about a known child's consent
     */
    private record Layout(String opening, int sensitive, int children) {
        int fields() {
            return opening.length() + sensitive + children;
        }

        boolean isClear(Sextets bits) {
            for (int i = fields() - children; i < fields(); i++) {
                int child = value(bits, i);
                if (child != NOT_APPLICABLE && child != CONSENT) {
                    return false;
                }
            }
            return isClearOf('s', bits) && isClearOf('h', bits) && isClearOf('t', bits);
        }

        private boolean isClearOf(char use, Sextets bits) {
            int field = opening.indexOf(use);
            if (field < 0) {
                return true;
            }
            int notice = value(bits, opening.indexOf(Character.toUpperCase(use)));
            int optOut = value(bits, field);
            return (notice == NOT_APPLICABLE && optOut == NOT_APPLICABLE)
                    || (notice == NOTICE_GIVEN && optOut == NOT_OPTED_OUT);
        }

        private static int value(Sextets bits, int field) {
            return bits.number(VERSION_BITS + field * FIELD_BITS, FIELD_BITS);
        }
    }
}

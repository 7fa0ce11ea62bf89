package dev.attune.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One compound selector: all that a single element has to satisfy. Immutable. */
final class Compound {
    /** An {@code an+b} condition on an element's place among its siblings. */
    record Nth(int step, int offset, boolean ofType) {
        boolean matches(int place) {
            int distance = place - offset;
            return step == 0 ? distance == 0 : distance % step == 0 && distance / step >= 0;
        }
    }

    /** 0 for any name. */
    final long name;

    private final byte @Nullable [] unpackedName;
    final AttributeMatcher[] attributes;
    final Nth[] places;
    final Compound[] not;

    /** Set for what no element of a page can be, as one without a namespace. */
    final boolean never;

    Compound(
            @Nullable String type,
            boolean never,
            List<AttributeMatcher> attributes,
            List<Nth> places,
            List<Compound> not) {
        byte[] bytes = type == null ? new byte[0] : type.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        this.name = type == null ? 0 : TagName.of(bytes, 0, bytes.length);
        this.unpackedName = TagName.isPacked(name) ? null : bytes;
        this.attributes = attributes.toArray(AttributeMatcher[]::new);
        this.places = places.toArray(Nth[]::new);
        this.not = not.toArray(Compound[]::new);
        this.never = never;
    }

    /** Whether the text of a name that is known by its hash only is this compound's. */
    boolean hasName(byte[] bytes, int from, int end) {
        byte[] own = unpackedName;
        if (own == null) {
            return true;
        }
        if (own.length != end - from) {
            return false;
        }
        for (int i = 0; i < own.length; i++) {
            if (Ascii.lower(own[i]) != Ascii.lower(bytes[from + i])) {
                return false;
            }
        }
        return true;
    }

    /** First letter of the name, five bits of it. */
    int letter() {
        byte[] own = unpackedName;
        return (own == null ? (int) name : own[0]) & 31;
    }

    boolean counts(boolean ofType) {
        for (Nth place : places) {
            if (place.ofType() == ofType) {
                return true;
            }
        }
        for (Compound part : not) {
            if (part.counts(ofType)) {
                return true;
            }
        }
        return false;
    }

    /** First letters of the attributes that it looks at, bit {@code c & 31} each. */
    int attributeLetters() {
        int letters = 0;
        for (AttributeMatcher test : attributes) {
            letters |= 1 << test.letter();
        }
        for (Compound part : not) {
            letters |= part.attributeLetters();
        }
        return letters;
    }
}

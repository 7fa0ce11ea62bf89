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

    /** In lower case; null for one that is packed, or none. */
    private final @Nullable String unpackedName;

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
        this.name = type == null ? 0 : TagName.of(type);
        this.unpackedName = type == null || TagName.isPacked(name) ? null : Ascii.lower(type);
        this.attributes = attributes.toArray(AttributeMatcher[]::new);
        this.places = places.toArray(Nth[]::new);
        this.not = not.toArray(Compound[]::new);
        this.never = never;
    }

    /** Whether the text of a name that is known by its hash only is this compound's. */
    boolean hasName(String text) {
        return unpackedName == null || unpackedName.equals(text);
    }

    /** First letter of the name, five bits of it. */
    int letter() {
        return (unpackedName == null ? (int) name : unpackedName.charAt(0)) & 31;
    }

    /** Returns a condition that the element has to fulfil, on an attribute with a name in ASCII; null for none. */
    @Nullable
    AttributeMatcher testInAscii() {
        for (AttributeMatcher test : attributes) {
            if (test.name.isAscii && !test.name.text.isEmpty()) {
                return test;
            }
        }
        return null;
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
            letters |= test.name.letters;
        }
        for (Compound part : not) {
            letters |= part.attributeLetters();
        }
        return letters;
    }
}

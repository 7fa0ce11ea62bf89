package dev.attune.html;

/**
 * One condition on an attribute for each compound that has any: where it fails, the element is not what the compound
 * looks for. So most start tags can be passed with one look at their attributes, and no note of where these are. For
 * compounds that lie in one word. Immutable.
 */
final class AttributeTests {
    private static final int NO_VALUE = -1;

    /** Compounds that have such a condition. */
    final long tested;

    /** Compounds that look at attributes, if only to rule out what has one. */
    final long looking;

    /** By the bit of a compound. */
    private final AttributeMatcher[] tests;

    /** At {@code first letter & 31} of the attribute's name: the compounds that are tested by it. */
    private final long[] byLetter = new long[32];

    /** First letters of all attributes that a compound looks at, bit {@code c & 31} each. */
    private final int letters;

    AttributeTests(Compound[] compounds, int letters) {
        this.letters = letters;
        tests = new AttributeMatcher[compounds.length];
        long withTest = 0;
        long lookingAtAny = 0;
        for (int bit = 0; bit < compounds.length; bit++) {
            Compound compound = compounds[bit];
            AttributeMatcher test = compound == null ? null : compound.testInAscii();
            if (test != null) {
                tests[bit] = test;
                byLetter[test.name.bytes[0] & 31] |= 1L << bit;
                withTest |= 1L << bit;
            }
            if (compound != null && compound.attributeLetters() != 0) {
                lookingAtAny |= 1L << bit;
            }
        }
        tested = withTest;
        looking = lookingAtAny;
    }

    /**
     * Finds the end of a start tag. Where a test may succeed, the attributes that compounds look at are noted on the way.
     *
     * @param from where the tag's name ends
     * @param compounds those that the element may be by its name and place
     * @param notes cleared; still empty afterwards if all tests fail
     * @return index of the {@code >}, or -1 if it is not among the bytes
     */
    int end(byte[] tag, int from, int end, long compounds, AttributeSpans notes) {
        byte[] classes = Ascii.CLASS;
        int p = from;
        boolean noting = false;
        boolean passedOne = false;
        while (p < end) {
            byte c = tag[p];
            if (c == '>') {
                return p;
            }
            if ((classes[c & 0xff] & Ascii.SPACE) != 0 || c == '/') {
                p++;
                continue;
            }
            int name = p;
            int nameEnd = AttributeSpans.nameEnd(tag, p + 1, end);
            byte quote = nameEnd + 1 < end && tag[nameEnd] == '=' ? tag[nameEnd + 1] : 0;
            boolean isQuoted = quote == '"' || quote == '\'';
            int valueEnd = isQuoted ? Ascii.indexOf(tag, nameEnd + 2, end, quote) : NO_VALUE;
            p = isQuoted ? valueEnd + 1 : AttributeSpans.skipValue(tag, nameEnd, end);
            if ((letters >>> c & 1) == 0 || p >= end) {
                continue;
            }
            if (!noting && fail(tag, name, nameEnd, valueEnd, compounds)) {
                passedOne = true;
                continue;
            }
            if (!isQuoted || passedOne) {
                return notes.scan(tag, from, end, letters);
            }
            if (!noting) {
                noting = true;
                notes.begin(tag);
            }
            notes.note(name, nameEnd, nameEnd + 2, valueEnd);
        }
        return -1;
    }

    /** Whether all tests of an attribute fail; for one without quotes behind its equals sign, only the name decides. */
    private boolean fail(byte[] tag, int name, int nameEnd, int valueEnd, long compounds) {
        for (long rest = byLetter[tag[name] & 31] & compounds; rest != 0; rest &= rest - 1) {
            AttributeMatcher test = tests[Long.numberOfTrailingZeros(rest)];
            if (test.name.is(tag, name, nameEnd)
                    && (valueEnd == NO_VALUE || test.mayMatch(tag, nameEnd + 2, valueEnd))) {
                return false;
            }
        }
        return true;
    }
}

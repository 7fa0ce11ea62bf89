package dev.attune.html;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which compounds each open element satisfies, and which rules are still to be looked for: the state of one page. */
final class Matcher {
    private final Program program;
    /** Bits of chains that can still match, by word; a chain leaves when it can match no more. */
    final long[] live;

    /** Bit for each first letter of names that some compound still has to be compared with. */
    private int letters;

    /** The compounds of a simple program that can still matter. */
    private long needed;

    /** By element and word: what it is itself, and what it or an ancestor is. */
    private long[] self = EmptyArrays.LONGS;

    private long[] above = EmptyArrays.LONGS;

    /** Null if no rule asks for places. */
    private final @Nullable Siblings siblings;

    /** Set by {@link #match}: the rules that matched, a bit each per word. */
    final long[] hits;

    private final long[] own;

    // The element that is being matched.
    private AttributeSpans attributes = AttributeSpans.NONE;
    private long name;
    private byte[] nameBytes = EmptyArrays.BYTES;
    private int nameStart;
    private int nameEnd;

    Matcher(Program program) {
        this.program = program;
        this.live = program.allLive();
        this.siblings = program.countsChildren || program.countsTypes ? new Siblings(program.countsTypes) : null;
        this.hits = new long[program.words];
        this.letters = lettersOfLive();
        this.own = program.hasAncestors ? new long[program.words] : hits;
    }

    private int lettersOfLive() {
        needed = program.words == 1 ? live[0] | ~program.last[0] : 0;
        int bits = 0;
        for (int w = 0; w < program.words; w++) {
            long needed = live[w] | ~program.last[w];
            for (int letter = 0; letter < 32; letter++) {
                if ((program.byLetter[w * 32 + letter] & needed) != 0) {
                    bits |= 1 << letter;
                }
            }
        }
        return bits;
    }

    /** Whether a name that begins so can be that of any compound. False is certain. */
    boolean knowsLetter(int letter) {
        return (letters >>> letter & 1) != 0;
    }

    boolean isDone() {
        for (long word : live) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    private long candidates(int w, int letter, int parent, int attributeLetters) {
        Program p = program;
        long bits = p.byLetter[w * 32 + letter];
        for (int missing = p.attributeLetters & ~attributeLetters; missing != 0; missing &= missing - 1) {
            bits &= ~p.needingLetter[w * 32 + Integer.numberOfTrailingZeros(missing)];
        }
        if (bits == 0) {
            return 0;
        }
        long reachable = p.first[w];
        if (p.hasAncestors && parent >= 0) {
            int at = parent * p.words + w;
            reachable |= (above[at] << 1 & p.descendant[w]) | (self[at] << 1 & p.child[w]);
        }
        return bits & reachable & (live[w] | ~p.last[w]);
    }

    /** Returns the compounds that an element can be, by its name and its parent, in a simple program. */
    long reachable(long elementName, int parent) {
        Program p = program;
        long bits = p.byName[Program.slot(elementName)] & needed;
        if (bits == 0 || !p.hasAncestors) {
            return bits;
        }
        return bits & (p.first[0] | (above[parent] << 1 & p.descendant[0]) | (self[parent] << 1 & p.child[0]));
    }

    /** Matches an element with a name of its own, by those compounds of a simple program that it may be. */
    boolean matchPlain(int index, long elementName, long compounds, AttributeSpans ofElement) {
        attributes = ofElement;
        name = elementName;
        long found = 0;
        for (long rest = compounds; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            if (is(program.compounds[bit])) {
                found |= 1L << bit;
            }
        }
        own[0] = found;
        hits[0] = found & program.last[0] & live[0];
        if (program.hasAncestors) {
            record(index, index - 1);
        }
        return hits[0] != 0;
    }

    /** Tells the matcher of a simple program of an element that is none of its compounds. */
    void passPlain(int index) {
        if (program.hasAncestors) {
            if (index >= self.length) {
                grow(index);
            }
            self[index] = 0;
            above[index] = above[index - 1];
        }
    }

    /** Tells the matcher of an element that no rule can match, which yet counts among its siblings. */
    void pass(int index, int parent, long elementName) {
        if (siblings != null) {
            siblings.count(index, parent, elementName);
        }
        if (program.hasAncestors) {
            Arrays.fill(own, 0);
            record(index, parent);
        }
    }

    /**
     * Matches an element whose attributes are noted.
     *
     * @param index its index among the open elements, if it is going to be one
     * @param parent index of its parent, -1 for none
     * @return whether a rule matched; {@link #hits} says which
     */
    boolean match(int index, int parent, long elementName, byte[] bytes, int from, int end, AttributeSpans ofElement) {
        attributes = ofElement;
        name = elementName;
        nameBytes = bytes;
        nameStart = from;
        nameEnd = end;
        int letter = letter(elementName, bytes, from, end);
        if (siblings != null) {
            siblings.count(index, parent, elementName);
        }
        return test(index, parent, letter);
    }

    /** Matches an element that is open once more, by a tag that brings more attributes: html or the body. */
    boolean matchAgain(int index, long elementName, byte[] bytes, int from, int end, AttributeSpans ofElement) {
        attributes = ofElement;
        name = elementName;
        nameBytes = bytes;
        nameStart = from;
        nameEnd = end;
        if (siblings != null) {
            siblings.countAgain(index);
        }
        return test(index, index - 1, letter(elementName, bytes, from, end));
    }

    private boolean test(int index, int parent, int letter) {
        boolean hit = false;
        for (int w = 0; w < program.words; w++) {
            long found = 0;
            for (long rest = candidates(w, letter, parent, attributes.letters()); rest != 0; rest &= rest - 1) {
                int bit = Long.numberOfTrailingZeros(rest);
                if (is(program.compounds[w * 64 + bit])) {
                    found |= 1L << bit;
                }
            }
            own[w] = found;
            hits[w] = found & program.last[w] & live[w];
            hit |= hits[w] != 0;
        }
        if (program.hasAncestors) {
            record(index, parent);
        }
        return hit;
    }

    static int letter(long name, byte[] bytes, int from, int end) {
        return end > from ? bytes[from] & 31 : (int) name & 31;
    }

    private void record(int index, int parent) {
        int words = program.words;
        int at = index * words;
        if (self.length < at + words) {
            grow(at + words);
        }
        for (int w = 0; w < words; w++) {
            self[at + w] = own[w];
            above[at + w] = own[w] | (parent < 0 ? 0 : above[parent * words + w]);
        }
    }

    private void grow(int atLeast) {
        int size = Math.max(16 * program.words, 2 * atLeast);
        self = Arrays.copyOf(self, size);
        above = Arrays.copyOf(above, size);
    }

    private boolean is(Compound compound) {
        if (compound.name != 0
                && (compound.name != name
                        || (name < 0 && !compound.hasName(attributes.text(nameBytes, nameStart, nameEnd))))) {
            return false;
        }
        for (AttributeMatcher test : compound.attributes) {
            if (!test.matches(attributes)) {
                return false;
            }
        }
        for (Compound.Nth nth : compound.places) {
            if (siblings != null && !nth.matches(nth.ofType() ? siblings.placeOfType : siblings.place)) {
                return false;
            }
        }
        for (Compound part : compound.not) {
            if (is(part)) {
                return false;
            }
        }
        return true;
    }

    /** Takes a chain out: what it can match has gone by. */
    void retire(long elementName) {
        for (int w = 0; w < program.words; w++) {
            live[w] &= ~program.lastNamed(w, elementName);
        }
        letters = lettersOfLive();
    }

    void retireAll() {
        Arrays.fill(live, 0);
        letters = lettersOfLive();
    }

    void retireRule(int rule) {
        for (int bit = 0; bit < program.ruleOf.length; bit++) {
            if (program.ruleOf[bit] == rule && program.compounds[bit] != null) {
                live[bit >> 6] &= ~(1L << bit);
            }
        }
        letters = lettersOfLive();
    }
}

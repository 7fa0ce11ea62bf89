package dev.attune.html;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a rewriter in one program. Each compound of each chain is a bit in one of a few words; a chain lies in
 * one word, outermost compound lowest, so that a shift leads from what an ancestor was to what a descendant may be.
 * Immutable.
 */
final class Program {
    /** A selector with a handler: one of the three. */
    record Rule(
            Selector selector,
            @Nullable ElementHandler element,
            @Nullable TextHandler text,
            @Nullable CommentHandler comment,
            boolean once) {}

    final int words;
    final Compound[] compounds;

    /** The rule that a chain's last compound belongs to, -1 for other compounds. */
    final int[] ruleOf;

    /** At {@code word * 32 + (first letter & 31)}: compounds that an element with such a name can be. */
    final long[] byLetter;

    /** Compounds that need no ancestor. */
    final long[] first;

    /** Compounds that need an ancestor, or a parent, that is what the bit below says. */
    final long[] descendant;

    final long[] child;

    /** Compounds that end a chain. */
    final long[] last;

    /** At {@code word * 32 + (first letter & 31)}: compounds that need an attribute whose name begins so. */
    final long[] needingLetter;

    /** Bit for each first letter of names whose elements' attributes can matter. */
    private int attributeNames;

    /** First letters of all attributes that any compound looks at. */
    final int attributeLetters;

    /** By {@link #slot}: compounds that an element can be by its name. For a simple program. */
    final long[] byName = new long[64];

    /** For a simple program. */
    final AttributeTests tests;

    final boolean hasAncestors;
    final boolean countsChildren;
    final boolean countsTypes;
    final Rule[] rules;

    Program(List<Rule> rules) {
        this.rules = rules.toArray(Rule[]::new);
        int used = 64;
        int count = 0;
        for (Rule rule : this.rules) {
            for (Selector.Chain chain : rule.selector().chains) {
                int length = chain.compounds.length;
                if (used + length > 64) {
                    count++;
                    used = 0;
                }
                used += length;
            }
        }
        words = count;
        compounds = new Compound[count <= 1 ? used * count : count * 64];
        ruleOf = new int[compounds.length];
        byLetter = new long[count * 32];
        first = new long[count];
        descendant = new long[count];
        child = new long[count];
        last = new long[count];
        needingLetter = new long[count * 32];
        boolean ancestors = false;
        boolean children = false;
        boolean types = false;
        int letters = 0;
        int bit = 0;
        for (int r = 0; r < this.rules.length; r++) {
            for (Selector.Chain chain : this.rules[r].selector().chains) {
                int length = chain.compounds.length;
                if ((bit & 63) + length > 64) {
                    bit = (bit | 63) + 1;
                }
                for (int i = 0; i < length; i++) {
                    Compound compound = chain.compounds[i];
                    add(compound, bit, i == 0, (chain.child >>> i & 1) != 0);
                    ruleOf[bit] = i == length - 1 ? r : -1;
                    if (i == length - 1) {
                        last[bit >> 6] |= 1L << bit;
                    }
                    letters |= compound.attributeLetters();
                    children |= compound.counts(false);
                    types |= compound.counts(true);
                    bit++;
                }
                ancestors |= length > 1;
            }
        }
        attributeLetters = letters;
        hasAncestors = ancestors;
        countsChildren = children;
        countsTypes = types;
        tests = new AttributeTests(isSimple() ? compounds : new Compound[0], letters);
    }

    private void add(Compound compound, int bit, boolean isFirst, boolean isChild) {
        int word = bit >> 6;
        long mask = 1L << bit;
        compounds[bit] = compound;
        (isFirst ? first : isChild ? child : descendant)[word] |= mask;
        addByName(compound, bit);
        for (AttributeMatcher test : compound.attributes) {
            if (Integer.bitCount(test.name.letters) == 1) {
                needingLetter[word * 32 + Integer.numberOfTrailingZeros(test.name.letters)] |= mask;
            }
        }
        if (compound.never) {
            return;
        }
        boolean looks = compound.attributeLetters() != 0;
        if (compound.name != 0) {
            byLetter[word * 32 + compound.letter()] |= mask;
            attributeNames |= looks ? 1 << compound.letter() : 0;
        } else {
            attributeNames |= looks ? -1 : 0;
            for (int i = 0; i < 32; i++) {
                byLetter[word * 32 + i] |= mask;
            }
        }
    }

    private void addByName(Compound compound, int bit) {
        for (int slot = 0; slot < byName.length; slot++) {
            if (!compound.never && (compound.name == 0 || slot(compound.name) == slot)) {
                byName[slot] |= 1L << bit;
            }
        }
    }

    static int slot(long name) {
        return (int) ((name * 0x9E3779B97F4A7C15L) >>> 58);
    }

    /** Whether one word holds all compounds, and none of them counts siblings. */
    boolean isSimple() {
        return words == 1 && !countsChildren && !countsTypes;
    }

    /** Whether attributes of a tag whose name begins so can decide anything. */
    boolean wantsAttributes(int letter) {
        return (attributeNames >>> letter & 1) != 0;
    }

    /** Returns the bits of the chains that can end only in an element of this name. */
    long lastNamed(int word, long name) {
        long bits = 0;
        for (long rest = last[word]; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            if (compounds[word * 64 + bit].name == name) {
                bits |= 1L << bit;
            }
        }
        return bits;
    }

    long[] allLive() {
        return Arrays.copyOf(last, words);
    }
}

package dev.attune.html;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stack of open elements: names and facts in two arrays, and how many of each kind are open, so that a start tag
 * need not search the stack for an element that is not there.
 */
final class OpenElements {
    /** Gets called for elements that end, innermost first, where they asked for it by {@link Tag#SLOW_END}. */
    interface Closing {
        /**
         * Is called before the element is taken from the stack.
         *
         * @param byTag whether the element's own end tag ends it
         * @param amid whether elements that it holds stay open
         */
        void closes(int index, boolean byTag, boolean amid);

        /**
         * Is called where an element has ended whose content stays open.
         *
         * @param byTag whether its own end tag ended it
         */
        void endedAmid(long name, int index, boolean byTag);

        /** Is called before an element without a tag takes a place on the stack, one that others may just have left. */
        void implying();

        /** Whether the start tag of an element that is open is not in the output. */
        boolean isDropped(int index);
    }

    /** Limit of limits: so many can be counted. */
    static final int MOST = Character.MAX_VALUE;

    long[] names = new long[24];
    int[] facts = new int[24];
    int depth;

    /** An end tag may simply pop the element at this index or above, if it has its name. */
    int plainFrom = Integer.MAX_VALUE;

    /** Formatting elements that browsers open anew in what follows. */
    final LeftOpen leftOpen = new LeftOpen();

    /** Down to this index elements are being closed, while they are. */
    private int closingDownTo;

    private @Nullable LongNames longNames;

    private final char[] counts = new char[32];
    private final int limit;
    private final Closing closing;
    private int removed;

    /** How many elements are open beyond the limit, where that can be borne with. */
    private int beyond;

    private boolean inBody;

    OpenElements(int limit, Closing closing) {
        this.limit = limit;
        this.closing = closing;
    }

    void inBody(boolean now) {
        inBody = now;
        choosePlain();
    }

    private void choosePlain() {
        plainFrom = inBody && removed + beyond == 0 && leftOpen.isEmpty() ? 2 : Integer.MAX_VALUE;
    }

    void push(long name, int fact) {
        if (depth == names.length) {
            if (depth >= limit && closing.isDropped(depth)) {
                beyond = 1;
                choosePlain();
                return;
            }
            grow();
        }
        names[depth] = name;
        facts[depth++] = fact;
        counts[fact & Tag.KIND]++;
    }

    /** Opens an element that the page has no tag for. */
    void imply(long name) {
        closing.implying();
        push(name, Tag.facts(name));
    }

    /**
     * Whether more elements are open than are followed. That happens inside of content that is dropped, where no more
     * than its end has to be found: there, tags are counted.
     */
    boolean isBeyondLimit() {
        return beyond > 0;
    }

    /** Counts a start tag, or an end tag, beyond the limit; tags that pages leave out do not count. */
    void countBeyond(int fact, int by) {
        if ((fact & Tag.VOID) == 0 && !Tag.hasImpliedEnd(fact)) {
            beyond += by;
            choosePlain();
        }
    }

    /** Remembers the text of the innermost element's name, which is known by its hash only. */
    void noteName(byte[] bytes, int from, int end) {
        LongNames noted = longNames;
        if (noted == null) {
            noted = new LongNames();
            longNames = noted;
        }
        noted.note(topName(), bytes, from, end);
    }

    /** Returns the text of an open element's name; null for none, or one of too many long ones. */
    @Nullable
    String text(long name) {
        if (TagName.isPacked(name)) {
            return name == 0 ? null : TagName.packed(name);
        }
        return longNames == null ? null : longNames.text(name);
    }

    private void grow() {
        if (depth >= limit) {
            throw new CannotFollow("more than " + limit + " elements are open");
        }
        int size = Math.min(limit, depth * 2);
        names = Arrays.copyOf(names, size);
        facts = Arrays.copyOf(facts, size);
    }

    void uncount(int kind) {
        counts[kind]--;
    }

    int open(int kind) {
        return counts[kind];
    }

    long topName() {
        return depth == 0 ? 0 : names[depth - 1];
    }

    int topFacts() {
        return depth == 0 ? 0 : facts[depth - 1];
    }

    int topKind() {
        return topFacts() & Tag.KIND;
    }

    /** Closes all elements from {@code index} up, none of them by its own end tag. */
    void popTo(int index) {
        closingDownTo = index;
        while (depth > index) {
            pop(false);
        }
        dropRemoved(false);
    }

    /** Closes the element at {@code index} by its own end tag, and before it those that it holds. */
    void popByTag(int index) {
        closingDownTo = index;
        while (depth > index + 1) {
            pop(false);
        }
        pop(true);
        dropRemoved(true);
    }

    /** Returns the name of the innermost element if its end tag needs no more than {@link #popPlain}, else 0. */
    long plainTop() {
        int top = depth - 1;
        return top >= plainFrom && (facts[top] & Tag.SLOW_END) == 0 ? names[top] : 0;
    }

    void popPlain() {
        counts[facts[--depth] & Tag.KIND]--;
    }

    /** Whether the start tag of an element with these facts may change the tree before the element is inserted. */
    boolean startIsSlow(int fact) {
        // All ones where one is open, else 0: a branch here would often be predicted wrong.
        int isKindOpen = -counts[fact & Tag.KIND] >> 31;
        int isParagraphOpen = -counts[Tag.P] >> 31;
        int slow = Tag.SLOW_START | (isKindOpen & Tag.SLOW_WHILE_OPEN) | (isParagraphOpen & Tag.CLOSES_P);
        return ((topFacts() & (Tag.FOREIGN | Tag.STRICT)) | (fact & slow)) != 0;
    }

    /** Whether a start tag is that of an element of SVG, and of none that may hold HTML. */
    boolean isPlainInSvg(long name, int fact) {
        return (topFacts() & (Tag.SVG_ELEMENT | Tag.HTML_POINT)) == Tag.SVG_ELEMENT
                && fact == 0
                && name != TagName.DESC;
    }

    /** Whether one more element needs more room. */
    boolean isFull() {
        return depth == names.length;
    }

    private void pop(boolean byTag) {
        int top = depth - 1;
        int fact = facts[top];
        boolean leaves = (fact & Tag.FORMATTING) != 0 && !byTag;
        boolean dropped = leaves && closing.isDropped(top);
        if ((fact & Tag.SLOW_END) != 0) {
            closing.closes(top, byTag, false);
        }
        depth = top;
        if (leaves && !leftOpen.isFull()) {
            leftOpen.add(names[top], top, formattingBound(top - 1), dropped);
        }
        if (names[top] == 0) {
            removed--;
        } else if ((fact & Tag.KIND) != 0) {
            uncount(fact & Tag.KIND);
        }
        leftOpen.ended(top);
    }

    private void dropRemoved(boolean byTag) {
        while (removed > 0 && depth > 0 && names[depth - 1] == 0) {
            pop(byTag);
        }
        choosePlain();
    }

    /** Returns the index of the innermost open element, up to an index, that bounds formatting elements; or -1. */
    int formattingBound(int from) {
        for (int i = from; i >= 0; i--) {
            if (Tag.endsFormatting(facts[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the formatting elements left open in an element that ends, if no browser will open them anew. */
    long[] formattingEndingWith(int index, int above) {
        int bound = formattingBound(index);
        return bound >= closingDownTo || closingDownTo == 0 ? leftOpen.names(bound, index, above) : EmptyArrays.LONGS;
    }

    /**
     * Ends an element from amid the stack by its own end tag, while those that it holds stay open, as the standard does
     * with {@code form} and with misnested formatting. Its slot stays, without a name.
     */
    void removeByTag(int index) {
        removeAmid(index, true);
    }

    /** Ends an element; where it holds others, these stay open. */
    void removeAmid(int index, boolean byTag) {
        closingDownTo = index;
        if (index == depth - 1) {
            endedFormatting(byTag);
            return;
        }
        long name = names[index];
        if ((facts[index] & Tag.SLOW_END) != 0) {
            closing.closes(index, byTag, true);
        }
        closing.endedAmid(name, index, byTag);
        if ((facts[index] & Tag.KIND) != 0) {
            uncount(facts[index] & Tag.KIND);
        }
        names[index] = 0;
        facts[index] &= Tag.SLOW_END;
        removed++;
        choosePlain();
    }

    /**
     * Does the part of the adoption agency that a stack can show: a block inside of the formatting element outlives it.
     *
     * @return {@code byTag}
     */
    boolean endFormatting(int index, boolean byTag) {
        int outliving = innermostSpecial(index);
        if (outliving > index) {
            // A formatting element there is opened anew in what follows: it counts as the same one.
            while (depth > outliving + 1 && (topFacts() & Tag.FORMATTING) == 0) {
                popTo(depth - 1);
            }
            removeAmid(index, byTag);
            return byTag;
        }
        closingDownTo = index;
        while (depth > index + 1) {
            pop(false);
        }
        endedFormatting(byTag);
        return byTag;
    }

    /** Returns the index of the innermost special element, down to an index. */
    private int innermostSpecial(int downTo) {
        int i = depth - 1;
        while (i > downTo && (facts[i] & Tag.SPECIAL) == 0) {
            i--;
        }
        return i;
    }

    /** Closes the innermost element; if it is a formatting one, no browser will open it anew. */
    private void endedFormatting(boolean byTag) {
        facts[depth - 1] &= ~Tag.FORMATTING;
        pop(byTag);
        dropRemoved(byTag);
    }

    /** Returns the index of the innermost element of a name within the default scope and the extra bounds, or -1. */
    int inScope(long name, int extraBoundKind) {
        for (int i = depth - 1; i >= 0; i--) {
            if (names[i] == name && (facts[i] & Tag.FOREIGN) == 0) {
                return i;
            }
            if ((facts[i] & Tag.SCOPE) != 0 || (extraBoundKind != 0 && (facts[i] & Tag.KIND) == extraBoundKind)) {
                return -1;
            }
        }
        return -1;
    }

    /** Returns the index of the innermost element of a kind within the default scope, or -1. */
    int kindInScope(int kind, int extraBoundKind) {
        if (counts[kind] == 0) {
            return -1;
        }
        for (int i = depth - 1; i >= 0; i--) {
            if ((facts[i] & Tag.KIND) == kind) {
                return i;
            }
            if ((facts[i] & Tag.SCOPE) != 0 || (extraBoundKind != 0 && (facts[i] & Tag.KIND) == extraBoundKind)) {
                return -1;
            }
        }
        return -1;
    }
}

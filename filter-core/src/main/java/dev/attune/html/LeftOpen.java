package dev.attune.html;

import java.util.Arrays;

/**
 * Formatting elements that ended without an end tag of their own. A browser opens them anew in what follows, until their
 * end tag comes or an element ends that bounds them, as a table cell does.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements">HTML, the list
 *     of active formatting elements</a>
 */
final class LeftOpen {
    /** So many are remembered; a page that leaves more of them open has others to care about. */
    private static final int MOST = 64;

    private static final Left[] NONE = {};

    private static final class Left {
        final long name;

        /** At which index it was open. */
        final int index;

        /** Index of the open element that bounds it, or -1. */
        final int bound;

        /** Whether its tag is not in the output. */
        final boolean isDropped;

        /** The fewest elements that were open since it was left: those below were there before it was opened. */
        int floor;

        Left(long name, int index, int bound, boolean isDropped) {
            this.name = name;
            this.index = index;
            this.bound = bound;
            this.isDropped = isDropped;
            this.floor = index;
        }
    }

    private int count;

    /** How many of them were there before the token at hand. */
    private int before;

    private Left[] elements = NONE;

    /** The first ones, up to here, were left before a form ended: browsers may have opened them anew inside of the form. */
    private int unsure;

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == MOST;
    }

    void token() {
        before = count;
    }

    /** Takes note that a form ended. */
    void formEnded() {
        unsure = count;
    }

    void add(long name, int index, int bound, boolean isDropped) {
        if (count == elements.length) {
            elements = Arrays.copyOf(elements, Math.max(8, count * 2));
        }
        elements[count++] = new Left(name, index, bound, isDropped);
    }

    /** Takes note that an element ended, and so many are open now. */
    void ended(int depth) {
        while (count > 0 && elements[count - 1].bound >= depth) {
            count--;
        }
        unsure = Math.min(unsure, count);
        for (int i = count - 1; i >= 0 && elements[i].floor > depth; i--) {
            elements[i].floor = depth;
        }
    }

    /** Returns the one that an end tag ends, opened after the open element at an index and bounded so; or -1. */
    int find(long name, int index, int bound) {
        for (int i = count - 1; i >= 0 && elements[i].bound == bound; i--) {
            if (elements[i].name == name) {
                return elements[i].floor > index ? i : -1;
            }
        }
        return -1;
    }

    boolean isDropped(int at) {
        return elements[at].isDropped;
    }

    void remove(int at) {
        count--;
        unsure -= at < unsure ? 1 : 0;
        System.arraycopy(elements, at + 1, elements, at, count - at);
    }

    /**
     * Returns the names of those whose tags are in the output and that are bounded so, the last one first.
     *
     * @param index of an element that ends: only elements left inside of it count, unless it bounds them
     * @param above only those that were open above this index, or that browsers may have opened anew there
     */
    long[] names(int bound, int index, int above) {
        long[] found = new long[count];
        int n = 0;
        for (int i = count - 1; i >= unsure; i--) {
            Left left = elements[i];
            boolean there = above < 0 ? index == bound || left.floor > index : i < before || left.index > above;
            if (left.bound == bound && !left.isDropped && there) {
                found[n++] = left.name;
            }
        }
        return Arrays.copyOf(found, n);
    }
}

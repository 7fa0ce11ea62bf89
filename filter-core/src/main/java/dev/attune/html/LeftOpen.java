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

    private int count;

    /** How many of them were there before the token at hand. */
    private int before;

    private long[] names = EmptyArrays.LONGS;

    /** At which index each was open. */
    private int[] indices = EmptyArrays.INTS;

    /** Index of the open element that bounds each, or -1. */
    private int[] bounds = EmptyArrays.INTS;

    /** The fewest elements that were open since each was left: those below were there before it was opened. */
    private int[] floors = EmptyArrays.INTS;

    /** Whether the tag of each is not in the output. */
    private boolean[] dropped = EmptyArrays.BOOLEANS;

    /** The first ones, up to here, were left before a form ended: browsers may have opened them anew inside of the form. */
    private int unsure;

    boolean isEmpty() {
        return count == 0;
    }

    void token() {
        before = count;
    }

    /** Takes note that a form ended. */
    void formEnded() {
        unsure = count;
    }

    void add(long name, int index, int bound, boolean isDropped) {
        if (count == MOST) {
            return;
        }
        if (count == names.length) {
            int size = Math.max(8, count * 2);
            names = Arrays.copyOf(names, size);
            indices = Arrays.copyOf(indices, size);
            bounds = Arrays.copyOf(bounds, size);
            floors = Arrays.copyOf(floors, size);
            dropped = Arrays.copyOf(dropped, size);
        }
        names[count] = name;
        indices[count] = index;
        bounds[count] = bound;
        floors[count] = index;
        dropped[count++] = isDropped;
    }

    /** Takes note that an element ended, and so many are open now. */
    void ended(int depth) {
        while (count > 0 && bounds[count - 1] >= depth) {
            count--;
        }
        unsure = Math.min(unsure, count);
        for (int i = count - 1; i >= 0 && floors[i] > depth; i--) {
            floors[i] = depth;
        }
    }

    /** Returns the one that an end tag ends, opened after the open element at an index and bounded so; or -1. */
    int find(long name, int index, int bound) {
        for (int i = count - 1; i >= 0 && bounds[i] == bound; i--) {
            if (names[i] == name) {
                return floors[i] > index ? i : -1;
            }
        }
        return -1;
    }

    boolean isDropped(int at) {
        return dropped[at];
    }

    void remove(int at) {
        count--;
        unsure -= at < unsure ? 1 : 0;
        for (int i = at; i < count; i++) {
            names[i] = names[i + 1];
            indices[i] = indices[i + 1];
            bounds[i] = bounds[i + 1];
            floors[i] = floors[i + 1];
            dropped[i] = dropped[i + 1];
        }
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
            boolean there = above < 0 ? index == bound || floors[i] > index : i < before || indices[i] > above;
            if (bounds[i] == bound && !dropped[i] && there) {
                found[n++] = names[i];
            }
        }
        return Arrays.copyOf(found, n);
    }
}

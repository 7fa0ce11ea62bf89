package dev.attune.html;

import java.util.Arrays;

/** Counts the children of each open element, and how many of them have which name, for rules that ask for places. */
final class Siblings {
    private static final int MOST_TYPES = 4096;

    private final boolean countsTypes;
    private int[] children = EmptyArrays.INTS;
    private int rootChildren;
    private int typeCount;
    private int[] typeParents = EmptyArrays.INTS;
    private long[] typeNames = EmptyArrays.LONGS;
    private int[] typePlaces = EmptyArrays.INTS;

    /** Place of the last counted element among its siblings, from 1 on; 0 where it is not known. */
    int place;

    int placeOfType;

    Siblings(boolean countsTypes) {
        this.countsTypes = countsTypes;
    }

    /** Counts an element, and begins to count its children. */
    void count(int index, int parent, long name) {
        find(index, parent, name);
        if (children.length <= index) {
            children = Arrays.copyOf(children, Math.max(32, index * 2));
        }
        children[index] = 0;
    }

    /** Finds html or the body where it stands, without counting it once more. */
    void countAgain(int index) {
        place = index + 1;
        placeOfType = 1;
    }

    private void find(int index, int parent, long name) {
        if (parent != index - 1) {
            // Moved before a table by the parser: its place among the siblings there is not known.
            place = 0;
            placeOfType = 0;
            return;
        }
        place = parent < 0 ? ++rootChildren : ++children[parent];
        if (countsTypes) {
            while (typeCount > 0 && typeParents[typeCount - 1] > parent) {
                typeCount--;
            }
            placeOfType = countType(parent, name);
        }
    }

    private int countType(int parent, long name) {
        for (int i = typeCount - 1; i >= 0 && typeParents[i] == parent; i--) {
            if (typeNames[i] == name) {
                return ++typePlaces[i];
            }
        }
        if (typeCount == typeParents.length) {
            if (typeCount >= MOST_TYPES) {
                throw new CannotFollow("more than " + MOST_TYPES + " names to be counted");
            }
            int size = Math.max(16, typeCount * 2);
            typeParents = Arrays.copyOf(typeParents, size);
            typeNames = Arrays.copyOf(typeNames, size);
            typePlaces = Arrays.copyOf(typePlaces, size);
        }
        typeParents[typeCount] = parent;
        typeNames[typeCount] = name;
        typePlaces[typeCount++] = 1;
        return 1;
    }
}

package dev.attune.profile;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of a profile's traits, in order. Visitors of one site have much the same traits, so equal shapes are shared;
 * one that no profile has any more is collected.
 */
final class Shape {
    private static final Map<Shape, WeakReference<Shape>> SHARED = new WeakHashMap<>();
    static final Shape EMPTY = new Shape(new String[0]);

    private final String[] names;
    private final int hash;

    private Shape(String[] names) {
        this.names = names;
        this.hash = Arrays.hashCode(names);
    }

    /**
     * Returns the one shape of these names.
     *
     * @param names sorted, without duplicates; must not be changed any more
     */
    static Shape of(String[] names) {
        if (names.length == 0) {
            return EMPTY;
        }
        Shape candidate = new Shape(names);
        synchronized (SHARED) {
            WeakReference<Shape> reference = SHARED.get(candidate);
            @Nullable Shape shared = reference == null ? null : reference.get();
            if (shared != null) {
                return shared;
            }
            for (int i = 0; i < names.length; i++) {
                names[i] = names[i].intern();
            }
            SHARED.put(candidate, new WeakReference<>(candidate));
            return candidate;
        }
    }

    int size() {
        return names.length;
    }

    String name(int index) {
        return names[index];
    }

    /** Returns where the name stands, or a negative number. */
    int indexOf(String name) {
        return Arrays.binarySearch(names, name);
    }

    Set<String> names() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(names)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape shape && Arrays.equals(names, shape.names);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}

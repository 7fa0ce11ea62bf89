package dev.attune.decision;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map of names that many share to values of its own; a value that is null is no entry. Immutable. */
final class NamedValues extends AbstractMap<String, Object> {
    private final String[] names;
    private final @Nullable Object[] values;

    /** Both arrays must not be changed any more. */
    NamedValues(String[] names, @Nullable Object[] values) {
        this.names = names;
        this.values = values;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                int size = 0;
                for (Object value : values) {
                    size += value == null ? 0 : 1;
                }
                return size;
            }

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            while (next < values.length && values[next] == null) {
                next++;
            }
            return next < values.length;
        }

        @Override
        public Map.Entry<String, Object> next() {
            Object value = hasNext() ? values[next] : null;
            if (value == null) {
                throw new NoSuchElementException();
            }
            return Map.entry(names[next++], value);
        }
    }
}

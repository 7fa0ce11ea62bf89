package dev.attune.profile;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link TraitTable} as a map. */
final class TraitMap extends AbstractMap<String, Object> {
    private final TraitTable table;

    TraitMap(TraitTable table) {
        this.table = table;
    }

    @Override
    public int size() {
        return table.shape().size();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && table.shape().indexOf(text) >= 0;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int index = name instanceof String text ? table.shape().indexOf(text) : -1;
        return index < 0 ? null : table.value(index);
    }

    @Override
    public Set<String> keySet() {
        return table.shape().names();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return TraitMap.this.size();
            }

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return new Entries(table);
            }
        };
    }

    private static final class Entries implements Iterator<Map.Entry<String, Object>> {
        private final TraitTable table;
        private int next;

        Entries(TraitTable table) {
            this.table = table;
        }

        @Override
        public boolean hasNext() {
            return next < table.shape().size();
        }

        @Override
        public Map.Entry<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int index = next++;
            Object value = table.value(index);
            if (value == null) {
                throw new IllegalStateException("a profile holds no absent traits");
            }
            return Map.entry(table.shape().name(index), value);
        }
    }
}

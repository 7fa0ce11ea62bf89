package dev.attune.profile;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map that finds a member by going through the names, and decodes no other. */
final class PackedMap extends AbstractMap<String, @Nullable Object> {
    private static final int NOWHERE = -1;

    private final byte[] bytes;
    private final int first;
    private final int size;

    PackedMap(byte[] bytes, int first, int size) {
        this.bytes = bytes;
        this.first = first;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return find(name) != NOWHERE;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int at = find(name);
        return at == NOWHERE ? null : PackedJson.value(bytes, at);
    }

    /** Returns where the value of this name begins. */
    private int find(@Nullable Object name) {
        if (name instanceof String text) {
            int at = first;
            for (int i = 0; i < size; i++) {
                int value = PackedJson.end(bytes, at);
                if (PackedJson.isText(bytes, at, text)) {
                    return value;
                }
                at = PackedJson.end(bytes, value);
            }
        }
        return NOWHERE;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Members();
            }
        };
    }

    private final class Members implements Iterator<Map.Entry<String, @Nullable Object>> {
        private int left = size;
        private int at = first;

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            left--;
            String name = PackedJson.text(bytes, at);
            int value = PackedJson.end(bytes, at);
            at = PackedJson.end(bytes, value);
            return new SimpleImmutableEntry<>(name, PackedJson.value(bytes, value));
        }
    }
}

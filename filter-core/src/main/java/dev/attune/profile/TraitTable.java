package dev.attune.profile;

import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Traits, packed: names in a shared {@link Shape}; in one array the offset of each trait, then for each its time (as
 * distance from the newest), where it came from, when it was received if that was by webhook, and its value. A map of objects would take three times the memory.
 */
final class TraitTable {
    static final TraitTable EMPTY = new TraitTable(Shape.EMPTY, new byte[0], 0);
    private static final int PUSHED = 1;

    private final Shape shape;
    private final byte[] packed;
    private final long newest;

    private TraitTable(Shape shape, byte[] packed, long newest) {
        this.shape = shape;
        this.packed = packed;
        this.newest = newest;
    }

    static TraitTable of(SortedMap<String, Entry> entries) {
        if (entries.isEmpty()) {
            return EMPTY;
        }
        long newest = entries.values().stream().mapToLong(Entry::time).max().orElse(0);
        String[] names = entries.keySet().toArray(new String[0]);
        byte[][] cells = new byte[names.length][];
        int total = 0;
        for (int i = 0; i < names.length; i++) {
            Entry entry = entries.get(names[i]);
            ByteWriter cell = new ByteWriter(8 + (entry == null ? 0 : entry.value().length));
            if (entry != null) {
                cell.writeVarint(((newest - entry.time()) << 1) | (entry.pushed() ? PUSHED : 0));
                if (entry.pushed()) {
                    cell.writeVarint(entry.received() - entry.time());
                }
                cell.writeBytes(entry.value());
            }
            cells[i] = cell.toByteArray();
            total += cells[i].length;
        }
        return new TraitTable(Shape.of(names), pack(cells, total), newest);
    }

    /** Offsets take two bytes each where that is enough, else four: the first offset, the table's own size, tells which. */
    private static byte[] pack(byte[][] cells, int total) {
        int width = total + 2 * cells.length <= 0xFFFF ? 2 : 4;
        ByteWriter out = new ByteWriter(total + width * cells.length);
        int offset = width * cells.length;
        for (byte[] cell : cells) {
            for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
                out.writeByte(offset >>> shift);
            }
            offset += cell.length;
        }
        for (byte[] cell : cells) {
            out.writeBytes(cell);
        }
        return out.toByteArray();
    }

    Shape shape() {
        return shape;
    }

    @Nullable
    Object value(int index) {
        int at = valueStart(index);
        return at == end(index) ? null : PackedJson.value(packed, at);
    }

    long time(int index) {
        return newest - (meta(index) >>> 1);
    }

    boolean isPushed(int index) {
        return (meta(index) & PUSHED) != 0;
    }

    Entry entry(int index) {
        byte[] value = Arrays.copyOfRange(packed, valueStart(index), end(index));
        long time = time(index);
        return isPushed(index)
                ? Entry.pushed(value, time, time + PackedJson.varint(packed, afterMeta(index)))
                : Entry.pulled(value, time);
    }

    private long meta(int index) {
        return PackedJson.varint(packed, start(index));
    }

    private int afterMeta(int index) {
        return PackedJson.afterVarint(packed, start(index));
    }

    private int valueStart(int index) {
        int after = afterMeta(index);
        return isPushed(index) ? PackedJson.afterVarint(packed, after) : after;
    }

    private int start(int index) {
        return isWide() ? fourBytes(4 * index) : twoBytes(2 * index);
    }

    private int end(int index) {
        return index + 1 == shape.size() ? packed.length : start(index + 1);
    }

    private boolean isWide() {
        return twoBytes(0) != 2 * shape.size();
    }

    private int twoBytes(int at) {
        return ((packed[at] & 0xFF) << 8) | (packed[at + 1] & 0xFF);
    }

    private int fourBytes(int at) {
        return (twoBytes(at) << 16) | twoBytes(at + 2);
    }
}

package dev.attune.profile;

import java.util.AbstractList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list that decodes an item when it is asked for. Going through it in order steps over each item once. */
final class PackedList extends AbstractList<@Nullable Object> {
    private final byte[] bytes;
    private final int first;
    private final int size;

    /** An item's index and where it begins, in one number so that threads cannot mix one's with the other's. */
    private volatile long reached;

    PackedList(byte[] bytes, int first, int size) {
        this.bytes = bytes;
        this.first = first;
        this.size = size;
        this.reached = first;
    }

    @Override
    public @Nullable Object get(int index) {
        Objects.checkIndex(index, size);
        long from = reached;
        int item = (int) (from >>> Integer.SIZE);
        int at = (int) from;
        if (item > index) {
            item = 0;
            at = first;
        }
        if (item < index) {
            for (; item < index; item++) {
                at = PackedJson.end(bytes, at);
            }
            reached = (long) item << Integer.SIZE | at;
        }
        return PackedJson.value(bytes, at);
    }

    @Override
    public int size() {
        return size;
    }
}

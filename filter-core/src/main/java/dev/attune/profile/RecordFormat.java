package dev.attune.profile;

import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of a {@link ProfileRecord}: format number, times, traits, links. */
final class RecordFormat {
    /** Grows with each change that older releases cannot read. */
    static final int CURRENT = 1;

    private RecordFormat() {}

    static byte[] write(ProfileRecord record) {
        ByteWriter out = new ByteWriter(512);
        out.writeByte(CURRENT);
        out.writeVarint(record.pulledAtMillis());
        out.writeVarint(record.deletedAtMillis());
        SortedMap<String, Entry> entries = record.entries();
        out.writeVarint(entries.size());
        entries.forEach((name, entry) -> {
            JsonValue.writeText(out, name);
            out.writeVarint(entry.time());
            out.writeByte(entry.pushed() ? 1 : 0);
            out.writeVarint(entry.value().length);
            out.writeBytes(entry.value());
        });
        out.writeVarint(record.linkTimes().size());
        record.linkTimes().forEach((link, time) -> {
            JsonValue.writeText(out, link);
            out.writeVarint(time);
        });
        return out.toByteArray();
    }

    static ProfileRecord read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        int format = in.readByte();
        // A format stays readable for ever: what is stored is written anew only when it changes.
        return switch (format) {
            case 1 -> readFormat1(in);
            default ->
                throw new IllegalArgumentException("a record of format " + format
                        + " is not read by this release, which knows formats up to " + CURRENT);
        };
    }

    private static ProfileRecord readFormat1(ByteReader in) {
        long pulledAt = in.readVarint();
        long deletedAt = in.readVarint();
        TreeMap<String, Entry> entries = new TreeMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            String name = JsonValue.readText(in);
            long time = in.readVarint();
            boolean pushed = in.readByte() == 1;
            byte[] value = in.readBytes(in.readCount());
            if (value.length > 0) {
                JsonValue.check(value);
            }
            entries.put(name, new Entry(value, time, pushed));
        }
        TreeMap<String, Long> links = new TreeMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            links.put(JsonValue.readText(in), in.readVarint());
        }
        return ProfileRecord.of(entries, pulledAt, deletedAt, links);
    }
}

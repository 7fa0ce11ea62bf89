package dev.attune.profile;

import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of a {@link ProfileRecord}: format number, times, traits, links. */
final class RecordFormat {
    /** Grows with each change that older releases cannot read. */
    static final int CURRENT = 2;

    /** Its times were milliseconds, and it did not know when an event was received. */
    private static final long MICROS_IN_FORMAT_1 = 1_000;

    private RecordFormat() {}

    static byte[] write(ProfileRecord record) {
        ByteWriter out = new ByteWriter(512);
        out.writeByte(CURRENT);
        out.writeVarint(record.pulledAtMicros());
        out.writeVarint(record.deletedAtMicros());
        SortedMap<String, Entry> entries = record.entries();
        out.writeVarint(entries.size());
        entries.forEach((name, entry) -> {
            JsonValue.writeText(out, name);
            out.writeVarint(entry.time());
            out.writeByte(entry.pushed() ? 1 : 0);
            if (entry.pushed()) {
                out.writeVarint(entry.received() - entry.time());
            }
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
        // A format stays readable for ever: a record is written again only when it changes.
        return switch (format) {
            case 1 -> read(in, MICROS_IN_FORMAT_1, false);
            case 2 -> read(in, 1, true);
            default ->
                throw new IllegalArgumentException("a record of format " + format
                        + " is not read by this release, which knows formats up to " + CURRENT);
        };
    }

    private static ProfileRecord read(ByteReader in, long unit, boolean hasReceived) {
        long pulledAt = Micros.stored(in.readVarint(), unit);
        long deletedAt = Micros.stored(in.readVarint(), unit);
        TreeMap<String, Entry> entries = new TreeMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            String name = JsonValue.readText(in);
            long time = Micros.stored(in.readVarint(), unit);
            boolean pushed = in.readByte() == 1;
            long received = pushed && hasReceived ? Micros.stored(time + in.readVarint(), 1) : time;
            byte[] value = in.readBytes(in.readCount());
            if (value.length > 0) {
                JsonValue.check(value);
            }
            entries.put(name, pushed ? Entry.pushed(value, time, received) : Entry.pulled(value, time));
        }
        TreeMap<String, Long> links = new TreeMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            links.put(JsonValue.readText(in), Micros.stored(in.readVarint(), unit));
        }
        return ProfileRecord.of(entries, pulledAt, deletedAt, links);
    }
}

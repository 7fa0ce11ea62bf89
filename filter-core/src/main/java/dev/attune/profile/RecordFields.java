package dev.attune.profile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ProfileRecord} as named fields, one for each trait, for a store that merges them itself: {@code a} is as of when
 * it was pulled, {@code d} when it was deleted, {@code t} and a name a trait ({@code TIME:p:RECEIVED:VALUE} where
 * pushed, {@code TIME:f:TIME:VALUE} where pulled), {@code l} and a key the time of a link. Times are epoch microseconds in
 * digits. For Attune's own packages.
 */
public final class RecordFields {
    private RecordFields() {}

    /**
     * Returns the record that such fields hold.
     *
     * @throws IllegalArgumentException if they are not of this form
     */
    public static ProfileRecord read(Map<String, byte[]> fields) {
        TreeMap<String, Entry> entries = new TreeMap<>();
        TreeMap<String, Long> links = new TreeMap<>();
        long pulledAt = 0;
        long deletedAt = 0;
        for (Map.Entry<String, byte[]> field : fields.entrySet()) {
            String name = field.getKey().substring(1);
            switch (field.getKey().charAt(0)) {
                case 'a' -> pulledAt = time(field.getValue());
                case 'd' -> deletedAt = time(field.getValue());
                case 'l' -> links.put(name, time(field.getValue()));
                case 't' -> entries.put(name, entry(field.getValue()));
                default -> throw new IllegalArgumentException("no field of a profile begins like that");
            }
        }
        return ProfileRecord.of(entries, pulledAt, deletedAt, links);
    }

    /**
     * Returns what says an update: {@code push}, {@code pull} or {@code delete}; its time; when it was received; the number of
     * traits; name, time and value of each; links.
     */
    public static List<byte[]> write(ProfileUpdate update) {
        List<byte[]> words = new ArrayList<>();
        if (update instanceof ProfileUpdate.Pushed pushed) {
            byte[] time = digits(pushed.time());
            words.addAll(List.of(
                    bytes("push"),
                    time,
                    digits(pushed.received()),
                    digits(pushed.traits().size())));
            pushed.traits().forEach((name, value) -> words.addAll(List.of(bytes(name), time, encoded(value))));
            pushed.links().forEach(link -> words.add(bytes(link.toString())));
        } else if (update instanceof ProfileUpdate.Pulled pulled) {
            byte[] asOf = digits(pulled.asOf());
            words.addAll(
                    List.of(bytes("pull"), asOf, asOf, digits(pulled.traits().size())));
            pulled.traits()
                    .forEach((name, trait) ->
                            words.addAll(List.of(bytes(name), digits(trait.time()), encoded(trait.value()))));
        } else if (update instanceof ProfileUpdate.Deleted deleted) {
            byte[] time = digits(deleted.time());
            words.addAll(List.of(bytes("delete"), time, time, digits(0)));
        }
        return words;
    }

    private static byte[] encoded(@Nullable Object value) {
        return value == null ? Entry.ABSENT : JsonValue.encode(value);
    }

    private static Entry entry(byte[] field) {
        int kind = afterColon(field, 0);
        int received = afterColon(field, kind);
        int start = afterColon(field, received);
        byte[] value = Arrays.copyOfRange(field, start, field.length);
        if (value.length > 0) {
            JsonValue.check(value);
        }
        long time = time(Arrays.copyOf(field, kind - 1));
        return field[kind] == 'p'
                ? Entry.pushed(value, time, time(Arrays.copyOfRange(field, received, start - 1)))
                : Entry.pulled(value, time);
    }

    private static int afterColon(byte[] field, int from) {
        for (int i = from; i < field.length; i++) {
            if (field[i] == ':') {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("a trait's field reads TIME:p:RECEIVED:VALUE or TIME:f:TIME:VALUE");
    }

    private static long time(byte[] digits) {
        return Micros.stored(Long.parseLong(new String(digits, StandardCharsets.US_ASCII)), 1);
    }

    private static byte[] digits(Instant time) {
        return digits(Micros.of(time));
    }

    private static byte[] digits(long number) {
        return bytes(Long.toString(number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

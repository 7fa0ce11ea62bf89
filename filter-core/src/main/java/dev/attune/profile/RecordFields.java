package dev.attune.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@link ProfileRecord} as named fields, one for each trait, for a store that merges them itself: {@code a} is as of when
 * it was pulled, {@code d} when it was deleted, {@code t} and a name a trait ({@code TIME:p:VALUE} where pushed,
 * {@code TIME:f:VALUE} where pulled), {@code l} and a key the time of a link. Times are epoch milliseconds in digits.
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
     * Returns what says an update: {@code push}, {@code pull} or {@code delete}; its time; the number of traits; name,
     * time and value of each; links.
     */
    public static List<byte[]> write(ProfileUpdate update) {
        List<byte[]> words = new ArrayList<>();
        if (update instanceof ProfileUpdate.Pushed pushed) {
            byte[] time = digits(pushed.time().toEpochMilli());
            words.addAll(List.of(bytes("push"), time, digits(pushed.traits().size())));
            pushed.traits()
                    .forEach((name, value) -> words.addAll(
                            List.of(bytes(name), time, value == null ? Entry.ABSENT : JsonValue.encode(value))));
            pushed.links().forEach(link -> words.add(bytes(link.toString())));
        } else if (update instanceof ProfileUpdate.Pulled pulled) {
            words.addAll(List.of(
                    bytes("pull"),
                    digits(pulled.asOf().toEpochMilli()),
                    digits(pulled.traits().size())));
            pulled.traits()
                    .forEach((name, trait) -> words.addAll(List.of(
                            bytes(name),
                            digits(trait.time().toEpochMilli()),
                            trait.value() == null ? Entry.ABSENT : JsonValue.encode(trait.value()))));
        } else if (update instanceof ProfileUpdate.Deleted deleted) {
            words.addAll(List.of(bytes("delete"), digits(deleted.time().toEpochMilli()), digits(0)));
        }
        return words;
    }

    private static Entry entry(byte[] field) {
        int colon = 0;
        while (colon < field.length && field[colon] != ':') {
            colon++;
        }
        if (colon + 2 >= field.length) {
            throw new IllegalArgumentException("a trait's field reads TIME:p:VALUE or TIME:f:VALUE");
        }
        byte[] value = Arrays.copyOfRange(field, colon + 3, field.length);
        if (value.length > 0) {
            JsonValue.check(value);
        }
        return new Entry(value, time(Arrays.copyOf(field, colon)), field[colon + 1] == 'p');
    }

    private static long time(byte[] digits) {
        return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
    }

    private static byte[] digits(long number) {
        return bytes(Long.toString(number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

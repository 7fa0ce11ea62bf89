package dev.attune.internal.request;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a visitor reads, by {@code Accept-Language} (RFC 9110, section 12.5.4). */
final class AcceptedLanguages {
    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_RANGES = 50;
    private static final Pattern RANGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern QUALITY = Pattern.compile("[qQ]\\s*=\\s*([01](?:\\.[0-9]{0,3})?)");

    private AcceptedLanguages() {}

    /** Returns the language ranges, the most wanted first. A range that cannot be read, and {@code *}, are passed over. */
    static List<String> of(RequestSource source) {
        String header = source.header("Accept-Language");
        if (header == null || header.length() > MOST_CHARACTERS) {
            return List.of();
        }
        List<Wanted> wanted = new ArrayList<>();
        for (String item : header.split(",", MOST_RANGES)) {
            Wanted range = wanted(item);
            if (range != null) {
                wanted.add(range);
            }
        }
        wanted.sort(Comparator.comparingDouble(Wanted::quality).reversed());
        return wanted.stream().map(Wanted::range).distinct().toList();
    }

    private static @Nullable Wanted wanted(String item) {
        String[] parts = item.split(";", 2);
        String range = parts[0].strip();
        if (!RANGE.matcher(range).matches()) {
            return null;
        }
        if (parts.length == 1) {
            return new Wanted(range, 1);
        }
        var quality = QUALITY.matcher(parts[1].strip());
        double weight = quality.matches() ? Double.parseDouble(quality.group(1)) : 0;
        return weight > 0 && weight <= 1 ? new Wanted(range, weight) : null;
    }

    private record Wanted(String range, double quality) {}
}

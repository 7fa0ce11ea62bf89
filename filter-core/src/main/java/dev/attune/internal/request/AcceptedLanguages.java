package dev.attune.internal.request;

import java.util.ArrayList;
import java.util.List;

/**
 * What a visitor reads, by {@code Accept-Language} (RFC 9110, section 12.5.4). Each page of some sites asks, so it is read
 * without regular expressions.
 */
final class AcceptedLanguages {
    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_RANGES = 50;
    private static final int MOST_SUBTAG = 8;
    /** Qualities are counted in thousandths: the field has no more digits. */
    private static final int WHOLE = 1_000;

    private AcceptedLanguages() {}

    /** Returns the language ranges, the most wanted first. A range that cannot be read, and {@code *}, are passed over. */
    static List<String> of(RequestSource source) {
        String header = source.header("Accept-Language");
        if (header == null || header.length() > MOST_CHARACTERS) {
            return List.of();
        }
        List<String> ranges = new ArrayList<>();
        List<Integer> qualities = new ArrayList<>();
        boolean isRepeated = false;
        int from = 0;
        for (int items = 0; from <= header.length() && items < MOST_RANGES; items++) {
            int comma = header.indexOf(',', from);
            int end = comma < 0 ? header.length() : comma;
            int semicolon = header.indexOf(';', from);
            boolean isWeighted = semicolon >= 0 && semicolon < end;
            String range = header.substring(from, isWeighted ? semicolon : end).strip();
            int quality =
                    isWeighted ? quality(header.substring(semicolon + 1, end).strip()) : WHOLE;
            if (quality > 0 && isRange(range)) {
                isRepeated |= ranges.contains(range);
                int place = place(qualities, quality);
                ranges.add(place, range);
                qualities.add(place, quality);
            }
            from = end + 1;
        }
        return isRepeated ? ranges.stream().distinct().toList() : List.copyOf(ranges);
    }

    /** Returns the place behind all that are wanted as much or more. */
    private static int place(List<Integer> qualities, int quality) {
        int place = qualities.size();
        while (place > 0 && qualities.get(place - 1) < quality) {
            place--;
        }
        return place;
    }

    /** Tells whether a text is letters, and then letters and digits in groups: at most eight each, a hyphen between them. */
    private static boolean isRange(String text) {
        int group = 0;
        boolean isFirst = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' && group > 0) {
                group = 0;
                isFirst = false;
            } else if ((isLetter(c) || (!isFirst && isDigit(c))) && group < MOST_SUBTAG) {
                group++;
            } else {
                return false;
            }
        }
        return group > 0;
    }

    /** Returns the thousandths of {@code q=0.9}, or 0 where that cannot be read or is too much. */
    private static int quality(String parameter) {
        int at = 1;
        if (parameter.isEmpty() || (parameter.charAt(0) != 'q' && parameter.charAt(0) != 'Q')) {
            return 0;
        }
        at = skipSpace(parameter, at);
        if (at == parameter.length() || parameter.charAt(at) != '=') {
            return 0;
        }
        at = skipSpace(parameter, at + 1);
        int digits = parameter.length() - at - 2;
        if (digits < -1 || digits > 3 || (digits >= 0 && parameter.charAt(at + 1) != '.')) {
            return 0;
        }
        char whole = parameter.charAt(at);
        int thousandths = whole == '1' ? WHOLE : 0;
        int worth = WHOLE;
        for (int i = at + 2; i < parameter.length(); i++) {
            worth /= 10;
            thousandths += worth * (parameter.charAt(i) - '0');
            if (!isDigit(parameter.charAt(i))) {
                return 0;
            }
        }
        return (whole == '0' || whole == '1') && thousandths <= WHOLE ? thousandths : 0;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

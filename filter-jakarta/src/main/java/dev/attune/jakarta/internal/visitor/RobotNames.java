package dev.attune.jakarta.internal.visitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of robots, as {@code robots.txt} beside this class lists them. Immutable. */
final class RobotNames {
    private final Set<String> names = new HashSet<>();
    private final Set<String> people = new HashSet<>();
    private final List<String> ends = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();

    private RobotNames() {}

    static RobotNames read() {
        RobotNames list = new RobotNames();
        try (InputStream file = RobotNames.class.getResourceAsStream("robots.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        file == null ? InputStream.nullInputStream() : file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .forEach(list::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return list;
    }

    private void add(String line) {
        if (line.startsWith("!")) {
            people.add(line.substring(1));
        } else if (!line.startsWith("*")) {
            names.add(line);
        } else if (line.endsWith("*")) {
            parts.add(line.substring(1, line.length() - 1));
        } else {
            ends.add(line.substring(1));
        }
    }

    /** Returns whether one of the words of a {@code User-Agent} is a robot's. */
    boolean areIn(String agent) {
        int start = 0;
        for (int i = 0; i <= agent.length(); i++) {
            if (i == agent.length() || !isPartOfName(agent.charAt(i))) {
                if (i > start && isRobot(agent.substring(start, i).toLowerCase(Locale.ROOT))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private boolean isRobot(String word) {
        if (people.contains(word)) {
            return false;
        }
        // A name may stand at the end of a sentence.
        String name = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        if (names.contains(name)) {
            return true;
        }
        for (String part : parts) {
            if (word.contains(part)) {
                return true;
            }
        }
        for (String end : ends) {
            if (endsPart(word, end)) {
                return true;
            }
        }
        return false;
    }

    /** AdsBot-Google and Googlebot-Image have bot at the end of a part. */
    private static boolean endsPart(String word, String end) {
        for (int at = word.indexOf(end); at >= 0; at = word.indexOf(end, at + 1)) {
            int next = at + end.length();
            if (next == word.length() || !isLetterOrDigit(word.charAt(next))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartOfName(char c) {
        return isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}

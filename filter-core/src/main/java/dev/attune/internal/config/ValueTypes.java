package dev.attune.internal.config;

import dev.attune.internal.text.Label;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types that settings have. */
final class ValueTypes {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern HEAP = Pattern.compile("(\\d{1,6})([kmg%])");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private ValueTypes() {}

    static ValueType<String> text() {
        return of("text", text -> text);
    }

    /** JSON, which the package that knows the rules reads. */
    static ValueType<String> json(String expected) {
        return of(expected, text -> text);
    }

    static ValueType<Integer> integer(int from, int to) {
        return of("a whole number from " + from + " to " + to, text -> {
            int value = Integer.parseInt(text);
            if (value < from || value > to) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    /** Bytes of heap, written as a part of all that there is or as a size. */
    static ValueType<Long> heap() {
        return of(
                "a part of the heap from 1% to 90%, or a size such as 512k, 64m or 1g",
                text -> {
                    Matcher matcher = HEAP.matcher(text);
                    if (!matcher.matches()) {
                        throw new IllegalArgumentException();
                    }
                    long number = Long.parseLong(matcher.group(1));
                    boolean isPart = matcher.group(2).equals("%");
                    if (number == 0 || (isPart && number > 90)) {
                        throw new IllegalArgumentException();
                    }
                    return switch (matcher.group(2)) {
                        case "k" -> number << 10;
                        case "m" -> number << 20;
                        case "g" -> number << 30;
                        default -> Runtime.getRuntime().maxMemory() / 100 * number;
                    };
                });
    }

    static ValueType<Duration> duration(Duration from, Duration to) {
        return of(
                "a duration from " + written(from) + " to " + written(to)
                        + ", written like 50ms, 2s, 5m, 1h, 1d or in ISO-8601",
                text -> {
                    Duration value = durationOf(text);
                    if (value.compareTo(from) < 0 || value.compareTo(to) > 0) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                });
    }

    static ValueType<String> matching(String pattern, String expected) {
        Pattern compiled = Pattern.compile(pattern);
        return of(expected, text -> {
            if (!compiled.matcher(text).matches()) {
                throw new IllegalArgumentException();
            }
            return text;
        });
    }

    static ValueType<String> cookieName() {
        return of("a cookie name", ValueTypes::token);
    }

    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> names = constants.stream().map(Label::of).toList();
        return of(String.join(" or ", names), text -> {
            int index = names.indexOf(text);
            if (index < 0) {
                throw NearestValueException.of(text, names);
            }
            return constants.get(index);
        });
    }

    /** Where the rules file is. A path of the disk is no such place; the message shows how to write it. */
    static ValueType<String> rulesFile() {
        return of("a path inside the web app (/WEB-INF/attune.json), a file: URL or classpath:NAME", text -> {
            if (!text.matches("(/|file:/|classpath:).+")) {
                String url = urlOf(text);
                throw url == null ? new IllegalArgumentException() : NearestValueException.suggesting(url);
            }
            return text;
        });
    }

    /** Returns the URL of a file on disk, or null where there is none of that name. */
    private static @Nullable String urlOf(String path) {
        try {
            Path file = Path.of(path.startsWith("file:") ? path.substring("file:".length()) : path);
            return Files.isRegularFile(file) ? file.toUri().toString() : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    static <T> ValueType<List<T>> listOf(String expected, Function<String, T> item) {
        return of(
                expected,
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(item)
                        .toList());
    }

    static ValueType<URI> httpUrl() {
        return of("an http or https URL without user, query or fragment", text -> {
            URI uri;
            try {
                uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e.getReason(), e);
            }
            if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                throw new IllegalArgumentException();
            }
            return uri;
        });
    }

    /** Returns a text that is a token of RFC 9110, section 5.6.2, as the names of headers and cookies are. */
    static String token(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a name");
        }
        return text;
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException((String) null, e);
        }
    }

    private static Duration durationOf(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            try {
                return Duration.parse(text);
            } catch (java.time.format.DateTimeParseException e) {
                throw new IllegalArgumentException((String) null, e);
            }
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** Writes a duration the short way, as a user would. */
    private static String written(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    static <T> ValueType<T> of(String expected, Function<String, T> parser) {
        return new ValueType<>() {
            @Override
            public String expected() {
                return expected;
            }

            @Override
            public T parse(String text) {
                try {
                    return parser.apply(text);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException((String) null, e);
                }
            }
        };
    }
}

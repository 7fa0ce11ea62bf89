package dev.attune.internal.json;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.eclipse.parsson.JsonProviderImpl;
import org.eclipse.parsson.api.JsonConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as a stream, with limits that keep its parser and its memory safe. Values are {@link String}, {@link Boolean},
 * {@link Long} or {@link BigInteger}, {@link Double}, {@link List}, {@link Map} or null. A text that is not JSON or breaks a
 * limit ends in a {@link BadJsonException}, never in another exception or error.
 */
public final class JsonReader implements AutoCloseable {
    /**
     * How large JSON may be.
     *
     * @param depth the most levels of objects and arrays
     * @param values the most values that one call of {@link JsonReader#value} returns, nested ones counted
     * @param nameLength the most characters of a name
     * @param numberLength the most characters of a number
     * @param infinity whether a number that no {@code double} holds is read as infinite; else it is refused
     */
    public record Limits(int depth, int values, int nameLength, int numberLength, boolean infinity) {
        /** For JSON that comes from outside. */
        public static final Limits STRANGERS = new Limits(32, 20_000, 512, 64, false);

        /** For a file that an operator checks. */
        public static final Limits OPERATORS = new Limits(1_000, Integer.MAX_VALUE, Integer.MAX_VALUE, 1_000, true);
    }

    /** How deep a value may be for the reader to pass it. The parser takes some bytes for each level. */
    private static final int MOST_DEPTH_PASSED = 100_000;

    /** Named, not looked up: the look-up asks the thread's class loader, which may know another app's parser or none. */
    private static final JsonProvider PROVIDER = new JsonProviderImpl();

    private static final JsonParserFactory PARSERS =
            PROVIDER.createParserFactory(Map.of(JsonConfig.MAX_DEPTH, MOST_DEPTH_PASSED + 2));

    private final JsonParser parser;
    private final Limits limits;
    private int values;

    /** Objects and arrays that were begun and not ended. */
    private int open;

    /** Reads JSON from a stranger. */
    public JsonReader(byte[] utf8) {
        parser = PARSERS.createParser(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8);
        limits = Limits.STRANGERS;
    }

    public JsonReader(Reader text, Limits limits) {
        parser = PARSERS.createParser(text);
        this.limits = limits;
    }

    /** Returns the next event. */
    public Event next() {
        try {
            Event event = parser.next();
            if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
                if (++open > MOST_DEPTH_PASSED) {
                    throw problem("JSON is nested deeper than " + MOST_DEPTH_PASSED);
                }
            } else if (event == Event.END_OBJECT || event == Event.END_ARRAY) {
                open--;
            }
            return event;
        } catch (JsonParsingException e) {
            throw bad(e.getLocation());
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw bad(parser.getLocation());
        }
    }

    /** Whether more events follow. */
    public boolean hasNext() {
        try {
            return parser.hasNext();
        } catch (JsonParsingException e) {
            throw bad(e.getLocation());
        } catch (JsonException e) {
            throw bad(parser.getLocation());
        }
    }

    /**
     * Returns the value that begins with an event, having read it to its end.
     *
     * @throws JsonLimitException if the value is beyond a limit; it was passed to its end
     */
    @Nullable
    public Object value(Event first) {
        int around = first == Event.START_OBJECT || first == Event.START_ARRAY ? open - 1 : open;
        values = 0;
        try {
            return value(first, 0);
        } catch (JsonLimitException e) {
            while (open > around) {
                next();
            }
            throw e;
        }
    }

    /** Returns the value of the next event, having read it to its end. */
    @Nullable
    public Object nextValue() {
        return value(next());
    }

    /** Returns the text of the event read last, a name or a string. */
    public String text() {
        return parser.getString();
    }

    /**
     * Returns the number of the event read last. It is never read as a {@code BigDecimal}, which would let {@code 1e999999999}
     * unfold to a billion digits.
     */
    public Object number() {
        String text = parser.getString();
        if (text.length() > limits.numberLength()) {
            throw limit("a JSON number has more than " + limits.numberLength() + " characters");
        }
        if (text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                return new BigInteger(text);
            }
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number) && !limits.infinity()) {
            throw limit("a JSON number is too large");
        }
        return number;
    }

    /** Returns the line of the event read last, from 1. */
    public long line() {
        return parser.getLocation().getLineNumber();
    }

    /** Returns the column behind the first character of the event read last, from 1. */
    public long column() {
        return parser.getLocation().getColumnNumber();
    }

    /** Checks that nothing follows the value. */
    public void end() {
        boolean follows;
        try {
            follows = parser.hasNext();
        } catch (JsonException e) {
            follows = true;
        }
        if (follows) {
            throw problem("something follows the JSON");
        }
    }

    private @Nullable Object value(Event first, int depth) {
        if (depth > limits.depth()) {
            throw limit("JSON is nested deeper than " + limits.depth());
        }
        if (++values > limits.values()) {
            throw limit("one JSON object holds more than " + limits.values() + " values");
        }
        return switch (first) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw problem("this is not JSON");
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Event event = next(); event != Event.END_OBJECT; event = next()) {
            String name = parser.getString();
            if (name.length() > limits.nameLength()) {
                throw limit("a JSON name has more than " + limits.nameLength() + " characters");
            }
            object.put(name, value(next(), depth + 1));
        }
        return object;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> array = new ArrayList<>();
        for (Event event = next(); event != Event.END_ARRAY; event = next()) {
            array.add(value(event, depth + 1));
        }
        return array;
    }

    private static BadJsonException bad(JsonLocation place) {
        return new BadJsonException("this is not JSON", place.getLineNumber(), place.getColumnNumber());
    }

    private BadJsonException problem(String problem) {
        return new BadJsonException(problem, line(), column());
    }

    private JsonLimitException limit(String problem) {
        return new JsonLimitException(problem, line(), column());
    }

    @Override
    public void close() {
        parser.close();
    }
}

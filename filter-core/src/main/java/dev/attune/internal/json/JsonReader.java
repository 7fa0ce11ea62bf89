package dev.attune.internal.json;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.ByteArrayInputStream;
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
 * Reads JSON that strangers send, as a stream, with limits on depth, numbers, names and size, each of which some parser
 * falls over. Values are {@link String}, {@link Boolean}, {@link Long} or {@link BigInteger},
 * {@link Double}, {@link List}, {@link Map} or null.
 * What is not JSON or breaks a limit is a {@link BadJsonException}, never another exception or error.
 */
public final class JsonReader implements AutoCloseable {
    /** The most characters of a name. */
    public static final int LONGEST_NAME = 512;

    private static final int MOST_DEPTH = 32;

    /** How deep a value may be for the reader to pass it. The parser takes some bytes for each level. */
    private static final int MOST_DEPTH_PASSED = 100_000;

    private static final int LONGEST_NUMBER = 64;
    private static final int MOST_VALUES = 20_000;

    /** Named, not looked up: the look-up asks the thread's class loader, which may know another app's parser or none. */
    private static final JsonProvider PROVIDER = new JsonProviderImpl();

    private final JsonParser parser;
    private int values;

    /** Objects and arrays that were begun and not ended. */
    private int open;

    public JsonReader(byte[] utf8) {
        parser = PROVIDER.createParserFactory(Map.of(JsonConfig.MAX_DEPTH, MOST_DEPTH_PASSED + 2))
                .createParser(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8);
    }

    /** Returns the next event. */
    public Event next() {
        try {
            Event event = parser.next();
            if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
                if (++open > MOST_DEPTH_PASSED) {
                    throw new BadJsonException("JSON is nested deeper than " + MOST_DEPTH_PASSED);
                }
            } else if (event == Event.END_OBJECT || event == Event.END_ARRAY) {
                open--;
            }
            return event;
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw new BadJsonException("this is not JSON");
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

    /** Checks that nothing follows the value. */
    public void end() {
        try {
            if (!parser.hasNext()) {
                return;
            }
        } catch (JsonException e) {
            throw new BadJsonException("something follows the JSON");
        }
        throw new BadJsonException("something follows the JSON");
    }

    private @Nullable Object value(Event first, int depth) {
        if (depth > MOST_DEPTH) {
            throw new JsonLimitException("JSON is nested deeper than " + MOST_DEPTH);
        }
        if (++values > MOST_VALUES) {
            throw new JsonLimitException("one JSON object holds more than " + MOST_VALUES + " values");
        }
        return switch (first) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new BadJsonException("this is not JSON");
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Event event = next(); event != Event.END_OBJECT; event = next()) {
            String name = parser.getString();
            if (name.length() > LONGEST_NAME) {
                throw new JsonLimitException("a JSON name has more than " + LONGEST_NAME + " characters");
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

    private static Object number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new JsonLimitException("a JSON number has more than " + LONGEST_NUMBER + " characters");
        }
        if (text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                return new BigInteger(text);
            }
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new JsonLimitException("a JSON number is too large");
        }
        return number;
    }

    @Override
    public void close() {
        parser.close();
    }
}

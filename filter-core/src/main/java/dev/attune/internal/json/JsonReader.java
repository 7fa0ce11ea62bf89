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
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that strangers send, as a stream, with limits on depth, numbers, names and size, each of which some parser
 * falls over. Values are {@link String}, {@link Boolean}, {@link Long} or {@link BigInteger},
 * {@link Double}, {@link List}, {@link Map} or null.
 * What is not JSON or breaks a limit is a {@link BadJsonException}, never another exception or error.
 */
public final class JsonReader implements AutoCloseable {
    private static final int MOST_DEPTH = 32;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 512;
    private static final int MOST_VALUES = 20_000;

    /** Named, not looked up: the look-up asks the thread's class loader, which may know another app's parser or none. */
    private static final JsonProvider PROVIDER = new JsonProviderImpl();

    private final JsonParser parser;
    private int values;

    public JsonReader(byte[] utf8) {
        parser = PROVIDER.createParserFactory(Map.of())
                .createParser(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8);
    }

    /** Returns the next event. */
    public Event next() {
        try {
            return parser.next();
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw new BadJsonException("this is not JSON");
        }
    }

    /** Returns the value that begins with an event, having read it to its end. */
    @Nullable
    public Object value(Event first) {
        values = 0;
        return value(first, 0);
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
            throw new BadJsonException("JSON is nested deeper than " + MOST_DEPTH);
        }
        if (++values > MOST_VALUES) {
            throw new BadJsonException("one JSON object holds more than " + MOST_VALUES + " values");
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
                throw new BadJsonException("a JSON name has more than " + LONGEST_NAME + " characters");
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
            throw new BadJsonException("a JSON number has more than " + LONGEST_NUMBER + " characters");
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
            throw new BadJsonException("a JSON number is too large");
        }
        return number;
    }

    @Override
    public void close() {
        parser.close();
    }
}

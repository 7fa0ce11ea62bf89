package dev.attune.internal.segment;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as senders write it: ISO 8601 with {@code Z}, {@code +00:00}, {@code +0000} or, for UTC, no zone;
 * or the time since the epoch as a number of seconds, milliseconds, microseconds or nanoseconds.
 */
final class EventTime {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .optionalStart()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[' '][XXXXX][XXXX][XX][X]")
            .toFormatter(Locale.ROOT);

    /** From here on a number counts the next smaller unit: as seconds it would name a year after 5000. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(100_000_000_000L);

    /** A smaller number, from before 1973, is a mistake. */
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(100_000_000L);

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private EventTime() {}

    /**
     * Returns when an event happened. Clocks of senders may be wrong, and a time in the future would keep a trait from ever
     * changing again; so no event happened after Segment received it, or after it came here.
     *
     * @param received when it came here
     */
    static Instant of(Map<?, ?> event, Instant received) {
        Instant bySegment = read(event.get("receivedAt"));
        Instant latest = bySegment == null ? received : earlier(bySegment, received);
        for (String name : new String[] {"timestamp", "originalTimestamp"}) {
            Instant time = read(event.get(name));
            if (time != null) {
                return earlier(time, latest);
            }
        }
        return latest;
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Returns the time that a JSON value says, or null where it says none since the epoch. */
    static @Nullable Instant read(@Nullable Object value) {
        try {
            Instant time = value instanceof String text
                    ? text(text.strip())
                    : value instanceof Number number ? number(number) : null;
            return time == null || time.isBefore(Instant.EPOCH) ? null : time;
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static Instant text(String text) {
        if (text.matches("\\d{9,19}(\\.\\d{1,9})?")) {
            return number(new BigDecimal(text));
        }
        TemporalAccessor read = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (read instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return read instanceof LocalDateTime time
                ? time.toInstant(ZoneOffset.UTC)
                : LocalDate.from(read).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant number(Number number) {
        BigDecimal seconds = new BigDecimal(number.toString());
        if (seconds.precision() > 40 || Math.abs(seconds.scale()) > 40 || seconds.compareTo(SMALLEST) < 0) {
            throw new ArithmeticException("that number is no time");
        }
        while (seconds.compareTo(LARGEST) >= 0) {
            seconds = seconds.divide(THOUSAND);
        }
        long whole = seconds.longValue();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }
}

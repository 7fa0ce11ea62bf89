package dev.attune.internal.binding;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as Segment writes them, by ISO 8601, in the types of Java. A date without a time is its midnight, and a time
 * without an offset is in UTC, for that is the zone in which Segment writes.
 */
final class Times {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_DATE_TIME;
    private static final int DATE_LENGTH = 10;

    private static final Map<Class<?>, Function<String, Object>> READERS = Map.ofEntries(
            Map.entry(Instant.class, text -> moment(text).toInstant()),
            Map.entry(Date.class, text -> Date.from(moment(text).toInstant())),
            Map.entry(OffsetDateTime.class, Times::moment),
            Map.entry(ZonedDateTime.class, text -> moment(text).toZonedDateTime()),
            Map.entry(LocalDateTime.class, text -> moment(text).toLocalDateTime()),
            Map.entry(LocalDate.class, text -> moment(text).toLocalDate()),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(Year.class, Year::parse),
            Map.entry(YearMonth.class, YearMonth::parse),
            Map.entry(Duration.class, Duration::parse),
            Map.entry(Period.class, Period::parse),
            Map.entry(ZoneId.class, ZoneId::of));

    private Times() {}

    /** Returns how to read a type of time, or null for any other type. */
    static @Nullable Function<Object, @Nullable Object> reader(Class<?> type) {
        Function<String, Object> reader = READERS.get(type);
        return reader == null ? null : json -> json instanceof String text ? read(reader, text) : null;
    }

    private static @Nullable Object read(Function<String, Object> reader, String text) {
        try {
            return reader.apply(text);
        } catch (DateTimeException notOfThisForm) {
            return null;
        }
    }

    private static OffsetDateTime moment(String text) {
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        TemporalAccessor time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof LocalDateTime local ? local.atOffset(ZoneOffset.UTC) : (OffsetDateTime) time;
    }
}

package dev.attune.internal.segment;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date in one of the three forms of HTTP (5.6.7). */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("(\\d+)(\\.\\d*)?");
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /**
     * Returns how long the server asks to wait, or null where it names no time that is still to come.
     *
     * @param now for a server that does not say by which clock its dates are
     */
    public static @Nullable Duration of(HttpHeaders headers, Instant now) {
        String value = value(headers, "Retry-After");
        Duration wait;
        if (SECONDS.matcher(value).matches()) {
            String whole = value.split("\\.", 2)[0];
            wait = whole.length() > 9 ? LONGEST : Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
        } else {
            Instant until = date(value);
            Instant sent = date(value(headers, "Date"));
            wait = until == null ? Duration.ZERO : Duration.between(sent == null ? now : sent, until);
        }
        return wait.isZero() || wait.isNegative() ? null : wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    private static String value(HttpHeaders headers, String name) {
        return headers.firstValue(name).orElse("").strip();
    }

    private static @Nullable Instant date(String value) {
        for (DateTimeFormatter form : DATES) {
            try {
                return form.parse(value, Instant::from);
            } catch (DateTimeException e) {
                // Another form, or none.
            }
        }
        return null;
    }
}

package dev.attune.internal.segment;

import dev.attune.internal.json.BadJsonException;
import dev.attune.internal.json.JsonReader;
import dev.attune.internal.segment.SourceException.Kind;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer of the Profiles API means. */
final class ApiAnswer {
    private static final int LONGEST_LOGGED = 80;

    private ApiAnswer() {}

    /**
     * Reads a page of traits; an empty one where there is no such profile.
     *
     * @throws SourceException in all other cases; its message holds the status, Segment's error code and the
     *     {@code Request-Id}, which names the call for Segment's support
     */
    static TraitsPage read(HttpResponse<byte[]> response, Instant now) {
        int status = response.statusCode();
        if (status == 404) {
            return new TraitsPage(Map.of(), null);
        }
        if (status != 200) {
            throw new SourceException(
                    kind(status), described(response, errorCode(response)), retryAfter(response, now));
        }
        String type = header(response, "Content-Type").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) {
            throw new SourceException(Kind.FAILED, described(response, "Content-Type is not application/json"));
        }
        try {
            return TraitsPage.read(response.body());
        } catch (BadJsonException e) {
            throw new SourceException(Kind.FAILED, described(response, e.getMessage()));
        }
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 400, 414, 422 -> Kind.REJECTED;
            case 401, 403 -> Kind.REFUSED;
            case 429 -> Kind.RATE_LIMITED;
            default -> Kind.FAILED;
        };
    }

    private static String described(HttpResponse<?> response, @Nullable String detail) {
        String requestId = header(response, "Request-Id");
        return "the Profiles API answered " + response.statusCode()
                + (detail == null ? "" : " (" + detail + ")")
                + (requestId.isEmpty() ? "" : ", Request-Id " + printable(requestId));
    }

    private static @Nullable String errorCode(HttpResponse<byte[]> response) {
        try (JsonReader json = new JsonReader(response.body())) {
            return json.nextValue() instanceof Map<?, ?> answer
                            && answer.get("error") instanceof Map<?, ?> error
                            && error.get("code") instanceof String code
                    ? printable(code)
                    : null;
        } catch (BadJsonException e) {
            return null;
        }
    }

    /** Returns how long to wait, said in seconds or as a date (RFC 9110, 10.2.3), or null where it is not said. */
    static @Nullable Duration retryAfter(HttpResponse<?> response, Instant now) {
        String value = header(response, "Retry-After").strip();
        if (value.isEmpty()) {
            return null;
        }
        if (value.length() < 9 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String printable(String text) {
        String cut = text.length() > LONGEST_LOGGED ? text.substring(0, LONGEST_LOGGED) : text;
        return cut.replaceAll("[^\\x20-\\x7E]", "?");
    }
}

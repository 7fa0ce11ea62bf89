package dev.attune.internal.segment;

import dev.attune.internal.json.BadJsonException;
import dev.attune.internal.json.JsonReader;
import dev.attune.internal.segment.SourceException.Kind;
import java.net.http.HttpResponse;
import java.time.Instant;
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
        String code = status == 200 ? null : errorCode(response);
        if (status == 404 && code != null) {
            return TraitsPage.EMPTY;
        }
        if (status != 200) {
            throw new SourceException(
                    kind(status), described(response, detail(status, code)), RetryAfter.of(response.headers(), now));
        }
        String type = header(response, "Content-Type").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) {
            throw new SourceException(
                    Kind.REJECTED, described(response, "Content-Type is not application/json; check profilesUrl"));
        }
        try {
            return TraitsPage.read(response.body(), now);
        } catch (BadJsonException e) {
            throw new SourceException(Kind.REJECTED, described(response, e.getMessage()));
        }
    }

    /** An answer that says nothing of the server's health is only about this visitor. */
    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Kind.REFUSED;
            case 407 -> Kind.FAILED;
            case 429 -> Kind.RATE_LIMITED;
            case 500 -> Kind.UNCLEAR;
            default -> status > 500 ? Kind.FAILED : Kind.REJECTED;
        };
    }

    private static @Nullable String detail(int status, @Nullable String code) {
        return switch (status) {
            case 404 -> "no answer of the Profiles API; check profilesUrl and profilesSpace";
            case 407 -> "the proxy asks for credentials: Proxy Authentication Required";
            case 301, 302, 303, 307, 308 -> "a redirect; check profilesUrl";
            default -> code;
        };
    }

    private static String described(HttpResponse<?> response, @Nullable String detail) {
        String requestId = header(response, "Request-Id");
        return "the Profiles API answered " + response.statusCode()
                + (detail == null ? "" : " (" + detail + ")")
                + (requestId.isEmpty() ? "" : ", Request-Id " + printable(requestId));
    }

    private static @Nullable String errorCode(HttpResponse<byte[]> response) {
        // The answer of a proxy to CONNECT has no body.
        byte[] body = response.body();
        try (JsonReader json = new JsonReader(body == null ? new byte[0] : body)) {
            return json.nextValue() instanceof Map<?, ?> answer && answer.get("error") instanceof Map<?, ?> error
                    ? printable(error.get("code") instanceof String code ? code : "no code")
                    : null;
        } catch (BadJsonException e) {
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

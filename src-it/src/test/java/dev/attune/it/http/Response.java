package dev.attune.it.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer.
 *
 * @param headers in the order of the wire
 * @param body without transfer coding
 * @param complete false if the connection ended before the body did
 * @param trailers fields after the last chunk
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Response(int status, List<Header> headers, byte[] body, boolean complete, List<Header> trailers) {
    public Response {
        headers = List.copyOf(headers);
        trailers = List.copyOf(trailers);
    }

    /** Returns the first value of a header, or null. */
    public @Nullable String header(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    public List<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .toList();
    }

    public String text() {
        return text(StandardCharsets.UTF_8);
    }

    public String text(Charset charset) {
        return new String(body, charset);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(status).append('\n');
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append('\n'));
        return text.append(complete ? "\n" : "\n(cut short)\n").append(text()).toString();
    }
}

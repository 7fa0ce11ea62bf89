package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.segment.CallRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Hears that a page is seen which its browser had asked for ahead: {@code POST …/seen} with the token that the page carries. 204
 * means that the view is counted, now or before. Thread-safe.
 */
public final class SeenEndpoint implements Endpoint {
    /** As much as a token has at most. */
    private static final int MOST_BYTES = 4096;

    private final Counter counter;

    /** Counts views. */
    @FunctionalInterface
    public interface Counter {
        /** Counts the view that a token stands for, once. Returns false where the token is not valid, or its sender must not be counted. */
        boolean count(String token, HttpServletRequest request);
    }

    public SeenEndpoint(Counter counter) {
        this.counter = counter;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!counter.count(token(request, response), request)) {
                throw new CallRefused(HttpServletResponse.SC_FORBIDDEN, "this view does not count");
            }
        } catch (CallRefused e) {
            JsonAnswer.refuse(response, e);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static String token(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            throw new CallRefused(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "a view is sent with POST");
        }
        if (!SameOrigin.isSenderOf(request)) {
            throw new CallRefused(HttpServletResponse.SC_FORBIDDEN, "only pages of this origin may send a view");
        }
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLong();
        }
        try (InputStream body = request.getInputStream()) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLong();
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static CallRefused tooLong() {
        return new CallRefused(
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "a token has at most " + MOST_BYTES + " bytes");
    }
}

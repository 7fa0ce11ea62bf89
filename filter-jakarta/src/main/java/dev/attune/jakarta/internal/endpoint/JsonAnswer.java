package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.json.JsonText;
import dev.attune.internal.segment.CallRefused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers with JSON that no cache keeps. The server itself leaves out the body where the request is a HEAD. */
public final class JsonAnswer {
    private JsonAnswer() {}

    /**
     * Answers with JSON.
     *
     * @param json in the types that {@link JsonText} writes
     */
    public static void send(HttpServletResponse response, int status, Map<String, ?> json) throws IOException {
        byte[] bytes = (JsonText.script(json) + "\n").getBytes(StandardCharsets.US_ASCII);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    public static void error(HttpServletResponse response, int status, String message) throws IOException {
        send(response, status, Map.of("error", message));
    }

    /** Says why a call is refused. */
    public static void refuse(HttpServletResponse response, CallRefused refusal) throws IOException {
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"attune\", charset=\"UTF-8\"");
        }
        error(response, refusal.status(), String.valueOf(refusal.getMessage()));
    }
}

package dev.attune.jakarta.internal.endpoint;

import dev.attune.testing.Fake;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to an endpoint, and what it answers. */
final class Call {
    private final String method;
    private final @Nullable String query;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private byte[] body = new byte[0];
    private long announced = -1;
    private int read;
    private int status;

    Call(String method, @Nullable String query) {
        this.method = method;
        this.query = query;
    }

    Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** @param length the {@code Content-Length}, or -1 for none */
    Call body(String text, long length) {
        body = text.getBytes(StandardCharsets.ISO_8859_1);
        announced = length;
        return this;
    }

    Call to(Endpoint endpoint) {
        try {
            endpoint.handle(request(), response());
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    int status() {
        return status;
    }

    /** Returns how many bytes of the body were read. */
    int read() {
        return read;
    }

    String text() {
        return answer.toString(StandardCharsets.US_ASCII);
    }

    @Nullable
    String answered(String header) {
        return answered.get(header);
    }

    HttpServletRequest request() {
        return Fake.of(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> method;
            case "getQueryString" -> query;
            case "getHeader" -> headers.get((String) arguments[0]);
            case "getServerName" -> "shop.test";
            case "getServerPort" -> 8080;
            case "getContentLengthLong" -> announced;
            case "getInputStream" -> new Body();
            default -> throw Fake.unexpected(HttpServletRequest.class, name);
        });
    }

    private HttpServletResponse response() {
        return Fake.of(HttpServletResponse.class, (name, arguments) -> {
            switch (name) {
                case "setStatus" -> status = (Integer) arguments[0];
                case "setHeader" -> answered.put((String) arguments[0], (String) arguments[1]);
                case "setContentType" -> answered.put("Content-Type", (String) arguments[0]);
                case "setContentLength", "flushBuffer" -> {}
                case "getOutputStream" -> {
                    return new Answer();
                }
                default -> throw Fake.unexpected(HttpServletResponse.class, name);
            }
            return null;
        });
    }

    private final class Body extends ServletInputStream {
        @Override
        public int read() {
            return read < body.length ? body[read++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int size = Math.min(length, body.length - read);
            System.arraycopy(body, read, target, offset, size);
            read += size;
            return size == 0 ? -1 : size;
        }

        @Override
        public boolean isFinished() {
            return read == body.length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException();
        }
    }

    private final class Answer extends ServletOutputStream {
        @Override
        public void write(int b) {
            answer.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException();
        }
    }
}

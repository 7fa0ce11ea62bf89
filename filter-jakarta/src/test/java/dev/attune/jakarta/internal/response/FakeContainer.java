package dev.attune.jakarta.internal.response;

import dev.attune.html.Content;
import dev.attune.html.HtmlRewriter;
import dev.attune.testing.Fake;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a container hands out for one request, under the control of a test; it answers HTML in UTF-8. */
final class FakeContainer {
    static final String GREETING = "<b>hello</b>";
    private static final HtmlRewriter REWRITER = HtmlRewriter.builder()
            .on("head", head -> head.prepend(Content.html(GREETING)))
            .on("b.never", element -> element.setAttribute("seen", ""))
            .build();

    final Outcomes outcomes = new Outcomes();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private @Nullable WriteListener listener;
    /** Runs before each call that sends something. */
    private Runnable beforeSending = () -> {};

    private final Map<String, String> headers = new HashMap<>();
    private @Nullable String type = "text/html;charset=UTF-8";
    private int status = 200;
    private boolean isDeaf;
    private boolean committed;
    /** Request headers, each with one value. */
    private final Map<String, String> asked = new HashMap<>();

    private boolean ready = true;
    private int completions;

    private final ServletOutputStream stream = new ServletOutputStream() {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (!ready) {
                throw new IllegalStateException("not ready");
            }
            beforeSending.run();
            sent.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            beforeSending.run();
        }

        @Override
        public void close() {
            beforeSending.run();
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener given) {
            listener = given;
        }
    };

    /** Serves one request. */
    void serve(FilterChain app) throws IOException, ServletException {
        Dispatches.run(request(), response(), new Greeting(), outcomes, app);
    }

    void commit() {
        committed = true;
    }

    /** From now on no header is taken, as within an include. */
    void turnDeaf() {
        isDeaf = true;
    }

    void ask(String header, String value) {
        asked.put(header, value);
    }

    /** Makes the request the handshake of RFC 6455, section 4.1. */
    void askForWebSocket() {
        ask("Upgrade", "websocket");
        ask("Connection", "keep-alive, Upgrade");
        ask("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    void beforeSending(Runnable task) {
        beforeSending = task;
    }

    void ready(boolean isReady) {
        ready = isReady;
    }

    WriteListener listener() {
        return Objects.requireNonNull(listener);
    }

    String sent() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    int completions() {
        return completions;
    }

    private HttpServletRequest request() {
        return Fake.of(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> "GET";
            case "getServletPath" -> "/page";
            case "getScheme", "getServerName" -> "http";
            case "getServerPort" -> 80;
            case "getHeader" -> asked.get((String) arguments[0]);
            case "getHeaders" ->
                Collections.enumeration(
                        asked.containsKey((String) arguments[0])
                                ? List.of(asked.get((String) arguments[0]))
                                : List.of());
            case "getHeaderNames" -> Collections.enumeration(asked.keySet());
            case "getServletContext" -> Fake.of(ServletContext.class, (context, nothing) -> null);
            case "startAsync" -> async();
            default -> null;
        });
    }

    private AsyncContext async() {
        return Fake.of(AsyncContext.class, (name, arguments) -> {
            completions += name.equals("complete") ? 1 : 0;
            return null;
        });
    }

    private HttpServletResponse response() {
        return Fake.of(HttpServletResponse.class, (name, arguments) -> switch (name) {
            case "getOutputStream" -> stream;
            case "getStatus" -> status;
            case "setStatus" -> {
                status = (Integer) arguments[0];
                yield null;
            }
            case "getContentType" -> type;
            case "setContentType" -> {
                type = (String) arguments[0];
                yield null;
            }
            case "setHeader" -> isDeaf ? null : headers.put((String) arguments[0], (String) arguments[1]);
            case "getHeader" -> headers.get((String) arguments[0]);
            case "getCharacterEncoding" -> "UTF-8";
            case "getBufferSize" -> 8192;
            case "isCommitted" -> committed;
            case "containsHeader" -> headers.containsKey((String) arguments[0]);
            case "getHeaders" ->
                headers.containsKey((String) arguments[0]) ? List.of(headers.get((String) arguments[0])) : List.of();
            case "getHeaderNames" -> headers.keySet();
            case "flushBuffer" -> {
                beforeSending.run();
                yield null;
            }
            default -> null;
        });
    }

    private record Greeting() implements PagePlan {
        @Override
        public HtmlRewriter rewriter(PageHead head) {
            return REWRITER;
        }

        @Override
        public String fingerprint() {
            return "the same";
        }
    }
}

package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.html.Content;
import dev.attune.html.HtmlRewriter;
import dev.attune.testing.Fake;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EagerListenerTest {
    /** More than a rewriter holds. */
    private static final String BODY = "<body>" + "<p>words</p>".repeat(20_000) + "</body></html>";

    @Test
    void aPageIsWrittenInOnePieceEvenIfTheContainerCallsTheListenerAtOnce() throws Exception {
        EagerStream container = new EagerStream();
        Dispatches.run(request(), response(container), new Greeting(), new Outcomes(), (request, response) -> {
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() throws IOException {
                    if (out.isReady()) {
                        out.write(("<html><head></head>" + BODY).getBytes(StandardCharsets.UTF_8));
                    }
                }

                @Override
                public void onError(Throwable error) {
                    throw new AssertionError(error);
                }
            });
        });
        assertEquals("<html><head>hello</head>" + BODY, container.written.toString(StandardCharsets.UTF_8));
    }

    /** Takes one write for each time that it said it was ready, and calls a listener before it is out of hand. */
    private static final class EagerStream extends ServletOutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private boolean saidReady;

        @Override
        public boolean isReady() {
            saidReady = true;
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                listener.onWritePossible();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (!saidReady) {
                throw new IllegalStateException("was not asked whether it is ready");
            }
            saidReady = false;
            written.write(bytes, offset, length);
        }
    }

    private static final class Greeting implements PagePlan {
        @Override
        public HtmlRewriter rewriter(PageHead head) {
            return HtmlRewriter.builder()
                    .on("head", element -> element.append(Content.text("hello")))
                    .build();
        }

        @Override
        public String fingerprint() {
            return "greeting";
        }
    }

    private static HttpServletRequest request() {
        return Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getMethod" -> "GET";
            case "getServletPath" -> "/page";
            case "getServletContext" -> Fake.of(ServletContext.class, (asked, nothing) -> null);
            default -> null;
        });
    }

    private static HttpServletResponse response(ServletOutputStream stream) {
        return Fake.of(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "getContentType" -> "text/html;charset=UTF-8";
            case "getCharacterEncoding" -> "UTF-8";
            case "getStatus" -> 200;
            case "getBufferSize" -> 8192;
            case "isCommitted", "containsHeader" -> false;
            case "getOutputStream" -> stream;
            case "getHeaders" -> "Cache-Control".equals(arguments[0]) ? List.of("no-store") : List.of();
            case "getHeaderNames" -> List.of();
            default -> null;
        });
    }
}

package dev.attune.bench.filter;

import com.sun.net.httpserver.HttpServer;
import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;

/** What one event of analytics.js costs on its way through the filter, in CPU of all threads but those of the server it goes to. */
final class EventCost {
    private static final String SERVER = "bench-segment";
    private static final int WARM_UP = 20_000;
    private static final int EVENTS = 5_000;
    private static final int ROUNDS = 7;

    private static final byte[] EVENT =
            ("{\"timestamp\":\"2026-11-28T12:00:00.000Z\",\"integrations\":{},\"type\":\"track\","
                            + "\"event\":\"Product Added\",\"properties\":{\"sku\":\"G-32\",\"price\":18.99,\"quantity\":1},"
                            + "\"context\":{\"page\":{\"path\":\"/shop\",\"referrer\":\"\",\"search\":\"\",\"title\":\"Shop\","
                            + "\"url\":\"https://shop.example/shop\"},\"userAgent\":\"Mozilla/5.0\",\"locale\":\"de-DE\","
                            + "\"library\":{\"name\":\"analytics.js\",\"version\":\"npm:next-1.84.3\"}},"
                            + "\"messageId\":\"ajs-next-1732795200000-0b8f6b0e\",\"anonymousId\":\"0b8f6b0e-5c1e-4a8b-9d6e-0123456789ab\","
                            + "\"writeKey\":\"site\",\"userId\":null,\"sentAt\":\"2026-11-28T12:00:00.100Z\","
                            + "\"_metadata\":{\"bundled\":[\"Segment.io\"],\"unbundled\":[],\"bundledIds\":[]}}")
                    .getBytes(StandardCharsets.UTF_8);
    private static final FilterChain NO_CHAIN = (request, response) -> {
        throw new IllegalStateException("the event reached the app");
    };

    private EventCost() {}

    static void print() throws IOException, ServletException {
        HttpServer segment = segment();
        PersonalizationFilter filter = new PersonalizationFilter();
        try {
            filter.init(new StubConfig(Map.of(
                    "analyticsWriteKey",
                    "bench",
                    "trackingUrl",
                    "http://127.0.0.1:" + segment.getAddress().getPort() + "/v1")));
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest call = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + segment.getAddress().getPort() + "/v1/t"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(EVENT))
                    .build();
            send(filter, WARM_UP);
            call(client, call, WARM_UP);
            double[] micros = new double[ROUNDS];
            double[] bare = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long before = cpu();
                send(filter, EVENTS);
                long between = cpu();
                call(client, call, EVENTS);
                micros[i] = (between - before) / 1e3 / EVENTS;
                bare[i] = (cpu() - between) / 1e3 / EVENTS;
            }
            Arrays.sort(micros);
            Arrays.sort(bare);
            System.out.printf("figure filter.event.us %.1f us%n", micros[ROUNDS / 2]);
            System.out.printf("figure filter.event.client.us %.1f us%n", bare[ROUNDS / 2]);
        } finally {
            filter.destroy();
            segment.stop(0);
        }
    }

    private static HttpServer segment() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, SERVER);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/t", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void send(PersonalizationFilter filter, int events) throws IOException, ServletException {
        for (int i = 0; i < events; i++) {
            filter.doFilter(new Event(), new Answer(), NO_CHAIN);
        }
    }

    /** The same by the JDK's client and nothing else: no event can cost less. */
    private static void call(HttpClient client, HttpRequest call, int events) {
        for (int i = 0; i < events; i++) {
            int status = client.sendAsync(call, HttpResponse.BodyHandlers.ofByteArray())
                    .join()
                    .statusCode();
            if (status != HttpServletResponse.SC_OK) {
                throw new IllegalStateException("the event was answered " + status);
            }
        }
    }

    /** Returns the CPU time that the threads of the filter and of its caller have taken. */
    private static long cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null
                        && !thread.getThreadName().startsWith(SERVER)
                        && !thread.getThreadName().equals("HTTP-Dispatcher"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .filter(nanos -> nanos > 0)
                .sum();
    }

    /** What the browser gets. */
    private static final class Answer extends HttpServletResponseWrapper {
        Answer() {
            super(new StubResponse());
        }

        @Override
        public void setStatus(int status) {
            if (status != SC_OK) {
                throw new IllegalStateException("the event was answered " + status);
            }
        }

        @Override
        public void setContentLength(int length) {}
    }

    /** A browser's call. */
    private static final class Event extends HttpServletRequestWrapper {
        private final ByteArrayInputStream body = new ByteArrayInputStream(EVENT);

        Event() {
            super(new StubRequest("/attune/v1/t"));
        }

        @Override
        public String getMethod() {
            return "POST";
        }

        @Override
        public String getRemoteAddr() {
            return "192.0.2.7";
        }

        @Override
        public boolean isAsyncSupported() {
            return false;
        }

        @Override
        public long getContentLengthLong() {
            return EVENT.length;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    return body.read(bytes, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is read at once");
                }
            };
        }
    }
}

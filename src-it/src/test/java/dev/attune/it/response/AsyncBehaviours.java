package dev.attune.it.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Ways of answering on other threads. */
final class AsyncBehaviours {
    private static final String HTML = "text/html;charset=UTF-8";

    private AsyncBehaviours() {}

    static void addTo(Map<String, Behaviour> behaviours) {
        behaviours.put("async", (request, response, seen) -> {
            AsyncContext async = request.startAsync();
            seen.note("originals", async.hasOriginalRequestAndResponse());
            new Thread(() -> write(async, Pages.page(40))).start();
        });
        behaviours.put("async-open-tag", (request, response, seen) -> {
            AsyncContext async = request.startAsync(request, response);
            async.start(() -> write(async, Pages.HEAD + "<p>open <b"));
        });
        behaviours.put("async-dispatch", (request, response, seen) -> {
            seen.note("dispatch", request.getDispatcherType());
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                response.setContentType(HTML);
                response.getWriter().write(Pages.page(40) + "<b");
            } else {
                AsyncContext async = request.startAsync();
                new Thread(async::dispatch).start();
            }
        });
        behaviours.put("async-dispatch-elsewhere", (request, response, seen) -> {
            AsyncContext async = request.startAsync();
            new Thread(() -> async.dispatch("/b/never-closes")).start();
        });
        behaviours.put("async-after-bytes", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(Pages.HEAD + "<");
            AsyncContext async = request.startAsync();
            new Thread(() -> write(async, "b>" + Pages.TAIL)).start();
        });
        behaviours.put("async-timeout", (request, response, seen) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(200);
            async.addListener(new Listener() {
                @Override
                public void onTimeout(AsyncEvent event) {
                    seen.note("timeout", true);
                    write(event.getAsyncContext(), Pages.HEAD + "timed out <b");
                }
            });
        });
        behaviours.put("async-completed-twice", (request, response, seen) -> {
            AsyncContext async = request.startAsync();
            new Thread(() -> {
                        write(async, Pages.page(3));
                        try {
                            async.complete();
                        } catch (IllegalStateException e) {
                            // As it may be: how far the container has come is a matter of luck.
                        }
                    })
                    .start();
        });
        behaviours.put("write-listener", (request, response, seen) -> {
            response.setContentType(HTML);
            AsyncContext async = request.startAsync();
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new Pieces(async, out, Behaviours.bytes(Pages.page(20_000) + "<b"), seen));
        });
        behaviours.put("write-listener-throws", (request, response, seen) -> {
            response.setContentType(HTML);
            AsyncContext async = request.startAsync();
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() throws IOException {
                    seen.note("possible", true);
                    out.write(Behaviours.bytes(Pages.HEAD + "half"));
                    if (out.isReady()) {
                        out.flush();
                    }
                    throw new IOException("on purpose");
                }

                @Override
                public void onError(Throwable error) {
                    seen.note("error", String.valueOf(error.getMessage()));
                    async.complete();
                }
            });
        });
        behaviours.put("read-listener", (request, response, seen) -> {
            AsyncContext async = request.startAsync();
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new Echo(async, in));
        });
    }

    static void write(AsyncContext async, String text) {
        try {
            ServletResponse response = async.getResponse();
            response.setContentType(HTML);
            response.getWriter().write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        async.complete();
    }

    /** Writes a page in pieces, only when the container is ready. */
    private static final class Pieces implements WriteListener {
        private final AsyncContext async;
        private final ServletOutputStream out;
        private final byte[] bytes;
        private final Observations seen;
        private int at;

        Pieces(AsyncContext async, ServletOutputStream out, byte[] bytes, Observations seen) {
            this.async = async;
            this.out = out;
            this.bytes = bytes;
            this.seen = seen;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (at == bytes.length) {
                    async.complete();
                    return;
                }
                int length = Math.min(5000, bytes.length - at);
                out.write(bytes, at, length);
                at += length;
            }
        }

        @Override
        public void onError(Throwable error) {
            seen.note("error", error);
            async.complete();
        }
    }

    /** Reads a body without blocking and answers with it. */
    private static final class Echo implements ReadListener {
        private final AsyncContext async;
        private final ServletInputStream in;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();

        Echo(AsyncContext async, ServletInputStream in) {
            this.async = async;
            this.in = in;
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] buffer = new byte[100];
            while (in.isReady()) {
                int count = in.read(buffer);
                if (count < 0) {
                    return;
                }
                read.write(buffer, 0, count);
            }
        }

        @Override
        public void onAllDataRead() {
            AsyncBehaviours.write(async, Pages.HEAD + read.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void onError(Throwable error) {
            async.complete();
        }
    }

    /** Does nothing. */
    private static class Listener implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}

package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A thread that waits for a slow visitor holds no lock of Attune's: a virtual one would keep its carrier, others would wait. */
class SlowVisitorTest {
    private static final String PAGE = "<html><head></head><body>words</body></html>";
    private static final Map<String, FilterChain> APPS = new LinkedHashMap<>();

    static {
        byStream("stream write", out -> out.write(PAGE.getBytes(StandardCharsets.UTF_8)));
        byStream("stream byte", out -> {
            out.print("<html");
            out.write('>');
        });
        byStream("stream print", out -> out.print(PAGE));
        byStream("stream flush", ServletOutputStream::flush);
        byStream("stream close", ServletOutputStream::close);
        byWriter("write", out -> out.write(PAGE));
        byWriter("write chars", out -> out.write(PAGE.toCharArray()));
        byWriter("write char", out -> {
            out.write("<html");
            out.write('>');
        });
        byWriter("print", out -> out.print(PAGE));
        byWriter("println", out -> out.println(PAGE));
        byWriter("println object", out -> out.println((Object) PAGE));
        byWriter("println chars", out -> out.println(PAGE.toCharArray()));
        byWriter("println int", out -> {
            out.write("<h");
            out.println(1);
        });
        byWriter("println nothing", out -> {
            out.write("<p");
            out.println();
        });
        byWriter("printf", out -> out.printf("%s", PAGE));
        byWriter("append", out -> out.append(PAGE));
        byWriter("flush", PrintWriter::flush);
        byWriter("checkError", PrintWriter::checkError);
        byWriter("close", PrintWriter::close);
        APPS.put("flushBuffer", (request, response) -> response.flushBuffer());
        APPS.put("end", (request, response) -> response.getWriter().write("<html><head></head><b"));
        APPS.put("complete", (request, response) -> {
            response.getWriter().write("<html><head></head><b");
            request.startAsync().complete();
        });
    }

    @Test
    void noLockIsHeldWhileAVisitorIsSlow() throws Exception {
        for (Map.Entry<String, FilterChain> app : APPS.entrySet()) {
            FakeContainer container = new FakeContainer();
            CountDownLatch goOn = new CountDownLatch(1);
            List<String> held = new ArrayList<>();
            AtomicReference<Thread> waiting = new AtomicReference<>();
            container.beforeSending(() -> {
                waiting.set(Thread.currentThread());
                await(goOn);
            });
            Thread visitor = new Thread(() -> serve(container, app.getValue()));
            visitor.start();
            awaitThat(() -> waiting.get() != null && visitor.getState() == Thread.State.WAITING, app.getKey());
            ThreadInfo seen =
                    ManagementFactory.getThreadMXBean().getThreadInfo(new long[] {visitor.getId()}, true, true)[0];
            Arrays.stream(seen.getLockedMonitors()).map(Object::toString).forEach(held::add);
            Arrays.stream(seen.getLockedSynchronizers()).map(Object::toString).forEach(held::add);
            goOn.countDown();
            visitor.join();
            assertEquals(List.of(), held, app.getKey());
        }
    }

    private static void byStream(String name, Use<ServletOutputStream> use) {
        APPS.put(name, (request, response) -> {
            try {
                use.of(response.getOutputStream());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void byWriter(String name, Use<PrintWriter> use) {
        APPS.put("writer " + name, (request, response) -> {
            try {
                use.of(response.getWriter());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void serve(FakeContainer container, FilterChain app) {
        try {
            container.serve(app);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitThat(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> what + " sends nothing");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private interface Use<T> {
        void of(T out) throws Exception;
    }
}

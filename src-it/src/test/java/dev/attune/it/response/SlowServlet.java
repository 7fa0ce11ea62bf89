package dev.attune.it.response;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Flushes a first part and waits for {@code /slow/go-on} before the second. Other paths: late policies, objects. */
public final class SlowServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Map<String, CountDownLatch> WAITING = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        CountDownLatch goOn =
                WAITING.computeIfAbsent(String.valueOf(request.getHeader("X-Id")), id -> new CountDownLatch(1));
        switch (path) {
            case "/go-on" -> goOn.countDown();
            case "/page" -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getOutputStream().write(Behaviours.bytes(Pages.HEAD + "first part"));
                response.flushBuffer();
                await(goOn);
                response.getOutputStream().write(Behaviours.bytes("second part"));
            }
            case "/page-by-writer" -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter().write(Pages.HEAD + "first part");
                response.getWriter().flush();
                await(goOn);
                response.getWriter().write("second part");
            }
            case "/events" -> {
                response.setContentType("text/event-stream");
                response.getWriter().write("data: first part\n\n");
                response.getWriter().flush();
                await(goOn);
                response.getWriter().write("data: second part\n\n");
            }
            case "/endless" -> {
                response.setContentType("text/html;charset=UTF-8");
                PrintWriter out = response.getWriter();
                out.write(Pages.HEAD);
                boolean gone = false;
                for (int i = 0; i < 100_000 && !gone; i++) {
                    out.write("<p>words</p>".repeat(1000));
                    gone = out.checkError();
                }
                Observations.of(request.getHeader("X-Id")).note("gone", gone);
            }
            case "/nonce", "/self", "/two", "/report" -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter().write(Pages.HEAD + "words");
                response.setHeader(
                        path.equals("/report") ? "Content-Security-Policy-Report-Only" : "Content-Security-Policy",
                        path.equals("/self") ? "script-src 'self'" : "script-src 'nonce-xyz'");
                if (path.equals("/two")) {
                    response.addHeader("Content-Security-Policy", "script-src 'nonce-abc'");
                }
                response.getWriter().write(Pages.TAIL);
            }
            default -> {
                response.setContentType("text/plain");
                response.getWriter()
                        .write(response.getClass().getName() + " "
                                + request.getClass().getName());
            }
        }
    }

    private static void await(CountDownLatch goOn) throws IOException {
        try {
            if (!goOn.await(20, TimeUnit.SECONDS)) {
                throw new IOException("the visitor never read the first part");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}

package dev.attune.it.response;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** All ways of answering on the request's own thread, by name; {@link AsyncBehaviours} has the others. */
final class Behaviours {
    private static final Map<String, Behaviour> BY_NAME = new LinkedHashMap<>();
    private static final String HTML = "text/html;charset=UTF-8";
    private static final String PAGE = Pages.page(40);

    static {
        bodies();
        lengths();
        types();
        commits();
        resets();
        errors();
        dispatches();
        badManners();
        AsyncBehaviours.addTo(BY_NAME);
        LateBehaviours.addTo(BY_NAME);
    }

    private Behaviours() {}

    static Behaviour named(String name) {
        return Objects.requireNonNull(BY_NAME.get(name), name);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static void bodies() {
        BY_NAME.put("writer", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(PAGE);
        });
        BY_NAME.put("stream", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("byte-by-byte", (request, response, seen) -> {
            response.setContentType(HTML);
            for (byte b : bytes(PAGE)) {
                response.getOutputStream().write(b);
            }
        });
        BY_NAME.put("char-by-char", (request, response, seen) -> {
            response.setContentType(HTML);
            for (int i = 0; i < PAGE.length(); i++) {
                response.getWriter().write(PAGE.charAt(i));
            }
        });
        BY_NAME.put("odd-pieces", (request, response, seen) -> {
            response.setContentType(HTML);
            byte[] bytes = bytes(PAGE);
            for (int at = 0; at < bytes.length; at += 7) {
                response.getOutputStream().write(bytes, at, Math.min(7, bytes.length - at));
            }
        });
        for (String charset : new String[] {"UTF-16LE", "Shift_JIS", "ISO-8859-1", "UTF-8"}) {
            BY_NAME.put("writer-" + charset, (request, response, seen) -> {
                response.setContentType("text/html;charset=" + charset);
                response.getWriter().write(PAGE);
            });
            BY_NAME.put("stream-" + charset, (request, response, seen) -> {
                response.setContentType("text/html;charset=" + charset);
                response.getOutputStream().write(PAGE.getBytes(charset));
            });
        }
        BY_NAME.put("large", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(bytes(Pages.page(5000)));
        });
        BY_NAME.put("large-by-writer", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(Pages.page(5000));
        });
        BY_NAME.put("byte-buffer", (request, response, seen) -> {
            response.setContentType(HTML);
            ServletOutputStream out = response.getOutputStream();
            try {
                // Servlet 6.1; direct memory has no array to pass on.
                Method write = ServletOutputStream.class.getMethod("write", ByteBuffer.class);
                write.invoke(out, ByteBuffer.wrap(bytes(Pages.HEAD)));
                write.invoke(
                        out,
                        ByteBuffer.allocateDirect(100).put(bytes(Pages.TAIL)).flip());
            } catch (NoSuchMethodException e) {
                out.write(bytes(Pages.HEAD + Pages.TAIL));
            }
        });
        BY_NAME.put("trailers", (request, response, seen) -> {
            response.setContentType("text/plain");
            seen.attempt("trailers", () -> response.setTrailerFields(() -> Map.of("X-Trailer", "yes")));
            response.getOutputStream().write(bytes("body"));
        });
        BY_NAME.put("prints", (request, response, seen) -> {
            response.setContentType(HTML);
            PrintWriter out = response.getWriter();
            out.print(Pages.HEAD);
            out.print(1);
            out.print('c');
            out.print(true);
            out.printf("<b>%d of %s</b>", 1, "two");
            out.append("appended").append("xyz", 1, 2);
            out.print(Pages.TAIL);
            seen.ask("error", out::checkError);
        });
        BY_NAME.put("never-closes", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(Pages.HEAD);
            response.getWriter().write("<p>and the tail is an open <b");
        });
        BY_NAME.put("closes", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(PAGE);
            response.getWriter().close();
            seen.note("committed", response.isCommitted());
        });
        BY_NAME.put("empty", (request, response, seen) -> response.setContentType(HTML));
        BY_NAME.put("nothing", (request, response, seen) -> seen.note("committed", response.isCommitted()));
    }

    private static void lengths() {
        BY_NAME.put("length", (request, response, seen) -> {
            response.setContentType(HTML);
            response.setContentLength(bytes(PAGE).length);
            seen.note("contains", response.containsHeader("Content-Length"));
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("length-long", (request, response, seen) -> {
            response.setContentType(HTML);
            response.setContentLengthLong(bytes(PAGE).length);
            response.getWriter().write(PAGE);
        });
        BY_NAME.put("length-header", (request, response, seen) -> {
            response.setContentType(HTML);
            response.setHeader("content-length", Integer.toString(bytes(PAGE).length));
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("length-added", (request, response, seen) -> {
            response.setContentType(HTML);
            response.addIntHeader("Content-Length", bytes(PAGE).length);
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("length-shown", (request, response, seen) -> {
            response.setContentType("text/plain");
            response.setContentLength(1000);
            String shown =
                    "shown " + response.getHeader("content-length") + " " + response.containsHeader("Content-Length");
            response.getOutputStream().write(bytes(shown + " ".repeat(1000 - shown.length())));
        });
        BY_NAME.put("json-length", (request, response, seen) -> {
            response.setContentType("application/json");
            response.setContentLength(13);
            response.getOutputStream().write(bytes("{\"head\": \"x\"}"));
        });
    }

    private static void types() {
        body("json", "application/json", "{\"html\": \"<head></head>\"}");
        body("image", "image/png", "\u0089PNG <head>");
        body("xml", "application/xhtml+xml", PAGE);
        body("plain", "text/plain;charset=UTF-8", PAGE);
        body("htmlish", "text/htmlx", PAGE);
        BY_NAME.put("json-by-writer", (request, response, seen) -> {
            response.setContentType("application/json");
            response.getWriter().write("{\"html\": \"<head></head>\"}");
        });
        BY_NAME.put(
                "no-type",
                (request, response, seen) -> response.getOutputStream().write(bytes(PAGE)));
        BY_NAME.put(
                "no-type-writer",
                (request, response, seen) -> response.getWriter().write("<html><head></head>"));
        BY_NAME.put("type-by-header", (request, response, seen) -> {
            response.setHeader("content-type", HTML);
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("type-after-stream", (request, response, seen) -> {
            ServletOutputStream out = response.getOutputStream();
            response.setContentType(HTML);
            out.write(bytes(PAGE));
        });
        BY_NAME.put("type-after-writer", (request, response, seen) -> {
            response.setCharacterEncoding("UTF-8");
            PrintWriter out = response.getWriter();
            response.setContentType("text/html");
            out.write(PAGE);
        });
        BY_NAME.put("default-charset", (request, response, seen) -> {
            response.setContentType("text/html");
            PrintWriter out = response.getWriter();
            seen.note("charset", response.getCharacterEncoding().toLowerCase(Locale.ROOT));
            out.write("<html><head></head>Zo\u00EB</html>");
        });
        BY_NAME.put("charset-after-writer", (request, response, seen) -> {
            response.setContentType("text/html;charset=ISO-8859-1");
            PrintWriter out = response.getWriter();
            response.setCharacterEncoding("UTF-8");
            response.setContentType("text/html;charset=UTF-16");
            out.write("<html><head></head>Zo\u00EB</html>");
            seen.note("charset", response.getCharacterEncoding());
        });
        BY_NAME.put("locale", (request, response, seen) -> {
            response.setLocale(Locale.JAPAN);
            response.setContentType("text/html");
            response.getWriter().write("<html><head></head>\u6771\u4EAC</html>");
        });
        BY_NAME.put("download", (request, response, seen) -> {
            response.setContentType(HTML);
            response.setHeader("Content-Disposition", "attachment; filename=page.html");
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("gzipped", (request, response, seen) -> {
            response.setContentType(HTML);
            response.setHeader("Content-Encoding", "gzip");
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
                zip.write(bytes(PAGE));
            }
            response.getOutputStream().write(zipped.toByteArray());
        });
        BY_NAME.put("no-transform", (request, response, seen) -> {
            response.setContentType(HTML);
            response.setHeader("Cache-Control", "max-age=60, no-transform");
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("cookies", (request, response, seen) -> {
            response.addCookie(new Cookie("first", "1"));
            response.addHeader("Set-Cookie", "second=2");
            response.addCookie(new Cookie("third", "3"));
            response.setContentType(HTML);
            response.getWriter().write(PAGE);
        });
    }

    private static void commits() {
        BY_NAME.put("flush-empty", (request, response, seen) -> {
            response.setContentType(HTML);
            response.flushBuffer();
            seen.note("committed", response.isCommitted());
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("flush-head", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(Pages.HEAD);
            seen.note("before", response.isCommitted());
            response.getWriter().flush();
            seen.note("after", response.isCommitted());
            response.getWriter().write(Pages.TAIL);
        });
        BY_NAME.put("late-header", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(bytes(Pages.HEAD));
            response.setHeader("X-Late", "in time");
            response.flushBuffer();
            response.setHeader("X-Later", "too late");
            response.getOutputStream().write(bytes(Pages.TAIL));
        });
        BY_NAME.put("buffer-size", (request, response, seen) -> {
            seen.attempt("before", () -> response.setBufferSize(64 * 1024));
            response.setContentType(HTML);
            response.getOutputStream().write(bytes(Pages.page(1000)));
            seen.note("committed", response.isCommitted());
        });
        BY_NAME.put("both-ways", (request, response, seen) -> {
            response.setContentType(HTML);
            PrintWriter writer = response.getWriter();
            seen.note("same", writer == response.getWriter());
            seen.attempt("stream", response::getOutputStream);
            writer.write(PAGE);
            seen.attempt("stream after", response::getOutputStream);
        });
        BY_NAME.put("other-way-round", (request, response, seen) -> {
            response.setContentType(HTML);
            ServletOutputStream stream = response.getOutputStream();
            seen.note("same", stream == response.getOutputStream());
            seen.attempt("writer", response::getWriter);
            stream.write(bytes(PAGE));
            seen.attempt("writer after", response::getWriter);
        });
    }

    private static void resets() {
        BY_NAME.put("reset", (request, response, seen) -> {
            response.setContentType(HTML);
            response.setHeader("X-Gone", "yes");
            response.getWriter().write("<html><head></head>gone");
            response.reset();
            seen.attempt("stream", response::getOutputStream);
            response.setContentType(HTML);
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("reset-to-json", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(bytes("<html><head></head>gone"));
            response.reset();
            response.setContentType("application/json");
            response.getOutputStream().write(bytes("{\"<head>\": 1}"));
        });
        BY_NAME.put("reset-buffer", (request, response, seen) -> {
            response.setContentType(HTML);
            response.setHeader("X-Kept", "yes");
            response.getWriter().write("<html><head></head>gone");
            response.resetBuffer();
            response.getWriter().write(PAGE);
        });
        BY_NAME.put("reset-too-late", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(Pages.HEAD + "<");
            response.flushBuffer();
            seen.attempt("reset", response::reset);
            seen.attempt("resetBuffer", response::resetBuffer);
            response.getWriter().write("b>" + Pages.TAIL);
        });
        BY_NAME.put("type-taken-back", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write("<html><head></head>gone");
            response.resetBuffer();
            response.setContentType("application/json");
            response.getWriter().write("{\"taken back\": 1}");
        });
        BY_NAME.put("type-taken-back-to-text", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write("<html><head></head>gone");
            response.resetBuffer();
            response.setContentType("text/plain");
            response.getWriter().write("taken back: Zo\u00EB");
        });
        BY_NAME.put("type-changed-late", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(bytes("<html><head></head>"));
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().write(bytes("plain"));
        });
    }

    private static void errors() {
        BY_NAME.put("send-404", (request, response, seen) -> {
            response.sendError(404);
            seen.note("committed", response.isCommitted());
        });
        BY_NAME.put("send-error-after-bytes", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write("<html><head></head>gone <");
            response.sendError(503, "later");
        });
        BY_NAME.put("send-error-too-late", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(Pages.HEAD + "<");
            response.flushBuffer();
            seen.attempt("sendError", () -> response.sendError(500));
            response.getWriter().write("b>" + Pages.TAIL);
        });
        BY_NAME.put("redirect", (request, response, seen) -> {
            response.sendRedirect("elsewhere?a=b");
            seen.note("committed", response.isCommitted());
        });
        BY_NAME.put("redirect-after-bytes", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(bytes("<html><head></head>gone <"));
            response.sendRedirect("/elsewhere");
        });
        BY_NAME.put("status-404", (request, response, seen) -> {
            response.setStatus(404);
            response.setContentType(HTML);
            response.getWriter().write(PAGE);
        });
        BY_NAME.put("status-204", (request, response, seen) -> response.setStatus(204));
        BY_NAME.put("status-304", (request, response, seen) -> {
            response.setHeader("ETag", "\"own\"");
            response.setStatus(304);
            response.flushBuffer();
        });
        BY_NAME.put("status-206", (request, response, seen) -> {
            response.setStatus(206);
            response.setContentType(HTML);
            response.setHeader("Content-Range", "bytes 0-18/1000");
            response.getOutputStream().write(bytes("<html><head></head>"));
        });
        BY_NAME.put("throws", (request, response, seen) -> {
            throw new ServletException("on purpose");
        });
        BY_NAME.put("throws-after-bytes", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write("<html><head></head>gone <");
            throw new IllegalArgumentException("on purpose");
        });
        BY_NAME.put("throws-error-page", (request, response, seen) -> {
            throw new IllegalArgumentException("on purpose");
        });
        BY_NAME.put("error-page", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(Pages.HEAD + "the error page" + Pages.TAIL);
        });
        BY_NAME.put("throws-half-way", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write(Pages.HEAD + "half");
            response.flushBuffer();
            throw new IOException("on purpose");
        });
    }

    private static void dispatches() {
        forward("forward-writer", "/b/writer");
        forward("forward-stream", "/b/stream");
        forward("forward-large", "/b/large");
        forward("forward-static", "/static.html");
        forward("forward-open-tag", "/b/never-closes");
        forward("forward-json", "/b/json");
        forward("forward-twice", "/b/forward-writer");
        forward("forward-to-include", "/b/include");
        forward("forward-query", "/b/echo?b=2");
        BY_NAME.put("include", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter().write("<html><head></head><body>");
            dispatcher(request, "/b/fragment").include(request, response);
            response.getWriter().write("</body></html>");
        });
        BY_NAME.put("fragment", (request, response, seen) -> {
            response.setContentType("text/plain");
            response.getWriter().write("<p>a fragment</p>");
        });
        BY_NAME.put("echo", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getWriter()
                    .write("<html><head></head>" + request.getMethod() + " " + request.getQueryString() + " "
                            + request.getParameter("a") + " " + request.getParameter("b") + " "
                            + request.getDispatcherType() + " "
                            + request.getAttribute(RequestDispatcher.FORWARD_PATH_INFO) + " "
                            + new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        });
    }

    private static void badManners() {
        BY_NAME.put("write-after-close", (request, response, seen) -> {
            response.setContentType(HTML);
            ServletOutputStream out = response.getOutputStream();
            out.write(bytes(PAGE));
            out.close();
            seen.attempt("write", () -> out.write(bytes("more")));
            seen.attempt("close", out::close);
        });
        BY_NAME.put("lies-short", (request, response, seen) -> {
            response.setContentType("text/plain");
            response.setContentLength(10);
            seen.attempt("write", () -> response.getOutputStream().write(bytes("much more than ten bytes")));
        });
        BY_NAME.put("lies-long", (request, response, seen) -> {
            response.setContentType("text/plain");
            response.setContentLength(100);
            response.getOutputStream().write(bytes("less"));
        });
        BY_NAME.put("contradictory", (request, response, seen) -> {
            response.setContentType(HTML);
            response.setHeader("Content-Length", "3");
            response.setContentLength(bytes(PAGE).length);
            response.setHeader("Content-Type", "text/html;charset=UTF-8");
            response.getOutputStream().write(bytes(PAGE));
        });
        BY_NAME.put("control-characters", (request, response, seen) -> {
            response.setContentType(HTML);
            for (String odd :
                    new String[] {"a\u0001b", "a\rb", "a\nb", "a\r\nX-Injected: yes", "a\u0000b", "a\u007Fb", "\u00E9"
                    }) {
                seen.attempt("set", () -> response.setHeader("X-Odd", odd));
                seen.attempt("add", () -> response.addHeader("X-Odd", odd));
                seen.attempt("name", () -> response.setHeader("X-Odd" + odd, "value"));
                seen.attempt("tag", () -> response.setHeader("ETag", odd));
                seen.attempt("redirect", () -> response.encodeRedirectURL(odd));
                seen.attempt("cookie", () -> response.addCookie(new Cookie("odd", odd)));
            }
            response.getWriter().write(PAGE);
        });
        BY_NAME.put("bad-charset", (request, response, seen) -> {
            seen.attempt("type", () -> response.setContentType("text/html;charset=no-such-charset"));
            seen.attempt("writer", () -> response.getWriter().write(PAGE));
        });
        BY_NAME.put("zero-bytes", (request, response, seen) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(new byte[0]);
            response.setContentType("application/json");
            response.getOutputStream().write(bytes("{\"<head>\": 1}"));
        });
    }

    private static void body(String name, String type, String body) {
        BY_NAME.put(name, (request, response, seen) -> {
            response.setContentType(type);
            response.getOutputStream().write(bytes(body));
        });
    }

    private static void forward(String name, String target) {
        BY_NAME.put(name, (request, response, seen) -> {
            // Nothing is observed afterwards: a client that has all may be gone, and closing then throws or not.
            dispatcher(request, target).forward(request, response);
        });
    }

    private static RequestDispatcher dispatcher(HttpServletRequest request, String target) {
        return Objects.requireNonNull(request.getRequestDispatcher(target));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.attune.it.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Ways of changing one's mind: forwards after the response was opened, headers after its writer, and contexts compared. */
final class LateBehaviours {
    private static final String OPENING = "<!DOCTYPE html><html><head></head><body>";

    private LateBehaviours() {}

    static void addTo(Map<String, Behaviour> named) {
        forwards(named);
        types(named);
        prints(named);
        contexts(named);
    }

    private static void forwards(Map<String, Behaviour> named) {
        for (String target : new String[] {"/static.html", "/b/writer", "/b/stream", "/b/late-json"}) {
            String name = target.substring(target.lastIndexOf('/') + 1).replace(".html", "");
            named.put("writer-forward-" + name, (request, response, seen) -> {
                response.getWriter();
                attemptForward(request, response, seen, target);
            });
            named.put("stream-forward-" + name, (request, response, seen) -> {
                response.getOutputStream();
                attemptForward(request, response, seen, target);
            });
            named.put("written-forward-" + name, (request, response, seen) -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter().write(OPENING + "taken back");
                attemptForward(request, response, seen, target);
            });
            named.put("in-a-tag-forward-" + name, (request, response, seen) -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getOutputStream().write(Behaviours.bytes(OPENING + "<div class=\"un"));
                attemptForward(request, response, seen, target);
            });
        }
        named.put("late-json", (request, response, seen) -> {
            response.setContentType("application/json");
            response.getOutputStream().write(Behaviours.bytes("{\"taken back\": 1}"));
        });
        named.put("writer-before-file", (request, response, seen) -> {
            response.setContentType("text/html;charset=UTF-8");
            PrintWriter writer = response.getWriter();
            dispatcher(request, "/static.html").include(request, response);
            writer.write("<p>after</p>");
        });
        for (String target : new String[] {"/static.html", "/b/large", "/b/large-by-writer"}) {
            String name = target.substring(target.lastIndexOf('/') + 1).replace(".html", "");
            named.put("included-" + name, (request, response, seen) -> {
                response.setContentType("text/html;charset=UTF-8");
                response.setHeader("ETag", "\"1\"");
                dispatcher(request, target).include(request, response);
            });
            named.put("included-by-context-" + name, (request, response, seen) -> {
                response.setContentType("text/html;charset=UTF-8");
                RequestDispatcher context = request.getServletContext().getRequestDispatcher(target);
                context.include(request, response);
            });
        }
        named.put("part-with-length", (request, response, seen) -> {
            response.setContentLength(19);
            response.setHeader("ETag", "\"of the part\"");
            response.getOutputStream().write(Behaviours.bytes("<html><head></head>"));
        });
        named.put("includes-a-part-with-length", (request, response, seen) -> {
            response.setContentType("text/html;charset=UTF-8");
            dispatcher(request, "/b/part-with-length").include(request, response);
            response.getOutputStream().write(Behaviours.bytes("<p>after</p>"));
        });
        named.put("includes-a-part-with-length-by-context", (request, response, seen) -> {
            response.setContentType("text/html;charset=UTF-8");
            RequestDispatcher context = request.getServletContext().getRequestDispatcher("/b/part-with-length");
            context.include(request, response);
            response.getOutputStream().write(Behaviours.bytes("<p>after</p>"));
        });
        named.put("forward-into-buffer", (request, response, seen) -> {
            BufferedResponse buffer = new BufferedResponse(response);
            dispatcher(request, "/b/fragment").forward(request, buffer);
            response.setContentType("text/html;charset=UTF-8");
            seen.note("committed", response.isCommitted());
            response.getWriter().write(Pages.HEAD + buffer.text() + Pages.TAIL);
        });
        named.put("include-into-buffer", (request, response, seen) -> {
            BufferedResponse buffer = new BufferedResponse(response);
            dispatcher(request, "/b/fragment").include(request, buffer);
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write(Pages.HEAD + buffer.text() + Pages.TAIL);
        });
    }

    private static void types(Map<String, Behaviour> named) {
        named.put("type-after-plain-writer", (request, response, seen) -> {
            PrintWriter out = response.getWriter();
            response.setContentType("text/html");
            seen.note("type", alike(response.getContentType()));
            seen.note("header", alike(response.getHeader("Content-Type")));
            seen.note("encoding", alike(response.getCharacterEncoding()));
            out.write(OPENING + "Zo\u00EB");
        });
        named.put("charset-type-after-writer", (request, response, seen) -> {
            response.setContentType("text/html;charset=ISO-8859-1");
            PrintWriter out = response.getWriter();
            response.setContentType("text/html;charset=ISO-8859-7");
            seen.note("type", alike(response.getContentType()));
            seen.note("encoding", alike(response.getCharacterEncoding()));
            out.write(OPENING + "Zo\u00EB");
        });
        named.put("type-header-after-writer", (request, response, seen) -> {
            PrintWriter out = response.getWriter();
            response.setHeader("Content-Type", "text/html");
            out.write(OPENING + "Zo\u00EB");
        });
    }

    private static void prints(Map<String, Behaviour> named) {
        for (String text : new String[] {"caf\u00E9", "\u65E5\u672C", "\uD83D\uDE00", "plain"}) {
            String name = Integer.toHexString(text.codePointAt(text.length() > 3 ? 3 : 0));
            named.put("prints-" + name, (request, response, seen) -> {
                response.setContentType("text/html;charset=UTF-8");
                ServletOutputStream out = response.getOutputStream();
                seen.attempt("print", () -> out.print(OPENING + text));
                seen.attempt("println", () -> out.println(text));
            });
        }
    }

    private static void contexts(Map<String, Behaviour> named) {
        for (String type : new String[] {"text/html;charset=UTF-8", "text/plain"}) {
            named.put("same-context-" + type.substring(5, 9), (request, response, seen) -> {
                response.setContentType(type);
                AsyncContext started = request.startAsync();
                seen.note("same", started == request.getAsyncContext());
                started.addListener(new Comparing(started, seen));
                started.start(() -> {
                    seen.begin();
                    started.complete();
                });
            });
        }
        named.put("own-pair", (request, response, seen) -> {
            response.setContentType("text/html;charset=UTF-8");
            AsyncContext started = request.startAsync(request, response);
            seen.note("same", started == request.getAsyncContext());
            started.complete();
        });
    }

    private static String alike(String name) {
        return name == null ? "none" : name.toLowerCase(Locale.ROOT).replace("; ", ";");
    }

    private static void attemptForward(
            HttpServletRequest request, HttpServletResponse response, Observations seen, String target) {
        seen.attempt("forward", () -> dispatcher(request, target).forward(request, response));
    }

    private static RequestDispatcher dispatcher(HttpServletRequest request, String target) {
        return Objects.requireNonNull(request.getRequestDispatcher(target));
    }

    private record Comparing(AsyncContext started, Observations seen) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            seen.note("same in event", event.getAsyncContext() == started);
            seen.end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}

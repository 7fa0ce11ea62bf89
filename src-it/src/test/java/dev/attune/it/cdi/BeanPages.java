package dev.attune.it.cdi;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** An app's pages, made of beans. It looks them up: not every servlet container with Weld injects into servlets. */
@WebServlet(
        urlPatterns = {"/home", "/homepage-eu", "/homepage-vip", "/homepage-us", "/beans/*", "/logo.svg"},
        asyncSupported = true)
public final class BeanPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        String path = request.getPathInfo() == null ? request.getServletPath() : request.getPathInfo();
        switch (path) {
            case "/request" -> write(response, () -> bean(RequestBean.class).seen());
            case "/typed" -> write(response, () -> bean(TypedBean.class).seen());
            case "/shared", "/logo.svg" ->
                write(response, () -> bean(SharedBean.class).seen());
            case "/changes" -> write(response, () -> bean(Watcher.class).seen());
            case "/started" -> {
                AsyncContext async = request.startAsync();
                SharedBean shared = bean(SharedBean.class);
                async.start(() -> finish(async, shared::seen));
            }
            case "/dispatched" -> {
                AsyncContext async = request.startAsync();
                new Thread(() -> async.dispatch("/beans/shared")).start();
            }
            case "/own-thread" -> {
                AsyncContext async = request.startAsync();
                SharedBean shared = bean(SharedBean.class);
                var profile = bean(RequestBean.class).profile();
                new Thread(() -> finish(async, () -> profile.text("first_name") + "|" + refusal(shared::seen))).start();
            }
            default ->
                response.getWriter()
                        .write("<!DOCTYPE html><html><head><title>" + path
                                + "</title></head><body><h1 id='hello'>Hello</h1></body></html>");
        }
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    private static String refusal(Supplier<String> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause.getClass().getSimpleName() + ": " + cause.getMessage();
        }
    }

    private static void finish(AsyncContext async, Supplier<String> text) {
        try {
            write((HttpServletResponse) async.getResponse(), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            async.complete();
        }
    }

    private static void write(HttpServletResponse response, Supplier<String> text) throws IOException {
        response.getWriter().write("<html><head></head><body><p id='seen'>" + refusal(text) + "</p></body></html>");
    }
}

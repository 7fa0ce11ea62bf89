package dev.attune.it.filter;

import dev.attune.decision.Visitor;
import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;

/** An app's pages. Each says what its servlet saw of the request. */
public final class ShopPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("ETag", "\"app\"");
        response.setDateHeader("Last-Modified", 1_000_000_000_000L);
        response.setHeader("Cache-Control", "public, max-age=600");
        String policy = request.getHeader("X-Policy");
        if (policy != null) {
            response.setHeader("Content-Security-Policy", policy);
        }
        String path = request.getServletPath();
        switch (path) {
            case "/data" -> {
                response.setContentType("application/json");
                response.getWriter().write("{\"html\": \"<head></head>\"}");
            }
            case "/profile" ->
                response.getWriter()
                        .write("<html><head></head><body>"
                                + PersonalizationFilter.profile(request).text("first_name") + "|"
                                + (request.getAttribute("dev.attune.profile") == null ? "none" : "there")
                                + "</body></html>");
            case "/async" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> answerLater(async));
            }
            case "/trust" -> {
                Visitor visitor = PersonalizationFilter.visitor(request);
                response.getWriter()
                        .write("<html><head></head><body>trust=" + visitor.trust() + " key=" + visitor.key()
                                + "</body></html>");
            }
            case "/away" -> response.sendRedirect("about");
            case "/public.json" -> {
                response.setContentType("application/json");
                response.getOutputStream().print("{}");
                response.setHeader("Cache-Control", "public, max-age=600");
            }
            default -> {
                String body = request.getReader().readLine();
                response.getWriter()
                        .write("<!DOCTYPE html><html><head><title>" + path
                                + "</title></head><body class='shop'><h1 id='hello'>Hello</h1>"
                                + "<p>method=" + request.getMethod() + " query=" + request.getQueryString() + " q="
                                + request.getParameter("q") + " header=" + request.getHeader("X-Test") + " body=" + body
                                + " from=" + request.getAttribute(RequestDispatcher.FORWARD_SERVLET_PATH)
                                + " key=" + request.getHeader("Attune-Explain")
                                + " names=" + Collections.list(request.getHeaderNames())
                                + " response=" + response.getClass().getPackageName() + "</p></body></html>");
            }
        }
    }

    private static void answerLater(AsyncContext async) {
        try {
            async.getResponse().getWriter().write("<html><head></head><body><p>later</p></body></html>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            async.complete();
        }
    }
}

package dev.attune.it.response;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers {@code /fragment/NAME/WAY} with the fragment of that name, and {@code /page} and {@code /edited} with others. */
public final class FragmentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "public, max-age=60");
        response.setHeader("ETag", "\"app\"");
        switch (request.getServletPath()) {
            case "/page" -> response.getWriter().write("<!DOCTYPE html><html><head></head><body>page</body></html>");
            case "/edited" -> response.getWriter().write("<p id=t>old</p>");
            case "/amp" -> response.getWriter().write("<!doctype html><html \u26A1><head></head><body></body></html>");
            default -> answer(request.getPathInfo().substring(1).split("/", -1), response);
        }
    }

    private static void answer(String[] asked, HttpServletResponse response) throws IOException {
        byte[] bytes = Fragments.named(asked[0]);
        switch (asked[1]) {
            case "stream" -> response.getOutputStream().write(bytes);
            case "bytes" -> {
                for (byte b : bytes) {
                    response.getOutputStream().write(b);
                }
            }
            case "length" -> {
                response.setContentLength(bytes.length);
                response.getOutputStream().write(bytes);
            }
            default -> {
                for (char c : new String(bytes, StandardCharsets.UTF_8).toCharArray()) {
                    response.getWriter().write(c);
                }
            }
        }
    }
}

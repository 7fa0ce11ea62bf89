package dev.attune.it.cache;

import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An app that says of all it sends that every cache may keep it, in the words of each of them. */
public final class CachedPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "public, max-age=600, s-maxage=600");
        response.setHeader("X-Accel-Expires", "600");
        response.setHeader("Surrogate-Control", "max-age=600");
        response.setHeader("CDN-Cache-Control", "max-age=600");
        response.setDateHeader("Expires", 4_000_000_000_000L);
        response.setDateHeader("Last-Modified", 1_000_000_000_000L);
        response.setHeader("ETag", "\"app\"");
        if (request.getServletPath().equals("/page")) {
            response.setContentType("text/html;charset=utf-8");
            response.getWriter().write("<!DOCTYPE html><html><head></head><body><b id=name>you</b></body></html>");
        } else if (request.getServletPath().equals("/open")) {
            response.setContentType("text/plain");
            response.getWriter().write("open to all");
        } else {
            answerOf(PersonalizationFilter.profile(request).text("canary"), request, response);
        }
    }

    private static void answerOf(String canary, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (String.valueOf(request.getParameter("as"))) {
            case "redirect" -> response.sendRedirect("elsewhere?for=" + canary);
            case "error" -> response.sendError(HttpServletResponse.SC_GONE, canary);
            case "header" -> {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                response.setHeader("X-For", canary);
            }
            default -> {
                response.setContentType(String.valueOf(request.getParameter("as")));
                response.getWriter().write("[\"" + canary + "\"]");
            }
        }
    }
}

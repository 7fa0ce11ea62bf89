package dev.attune.it.filter;

import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An app where users log in, in one of two ways, and pages that say nothing of the request. */
public final class AccountPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        String path = request.getServletPath();
        switch (path) {
            case "/log-in" -> {
                request.getSession().setAttribute("user", request.getParameter("user"));
                response.getWriter().write("in");
            }
            case "/sign-in" -> {
                // As an app may do that lets caches keep its pages.
                response.setHeader("Cache-Control", "public, max-age=600");
                if (request.getParameter("html") != null) {
                    response.setContentType("text/html;charset=utf-8");
                }
                response.getWriter()
                        .write("signed in: "
                                + PersonalizationFilter.signIn(request, response, request.getParameter("user")));
            }
            case "/sign-out" -> {
                PersonalizationFilter.signOut(request, response);
                response.getWriter().write("signed out");
            }
            case "/visitor" -> {
                Visitor visitor = PersonalizationFilter.visitor(request);
                response.getWriter()
                        .write("key=" + visitor.key() + " trust=" + visitor.trust() + " profile="
                                + PersonalizationFilter.profile(request).text("first_name") + " sure="
                                + visitor.seenWith(Trust.PRINCIPAL).text("first_name"));
            }
            default -> {
                response.setContentType("text/html;charset=utf-8");
                response.setHeader("ETag", "\"app\"");
                response.setHeader("Cache-Control", "public, max-age=600");
                response.getWriter()
                        .write("<!DOCTYPE html><html><head><title>" + path
                                + "</title></head><body><h1 id='hello'>Hello</h1><a id='card' href='/'>card</a>"
                                + "</body></html>");
            }
        }
    }
}

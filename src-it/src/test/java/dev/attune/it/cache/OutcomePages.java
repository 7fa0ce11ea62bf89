package dev.attune.it.cache;

import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.PrintWriter;

/** Pages that are the same for all visitors of a variation, but for what the parameter {@code as} has them do. */
public final class OutcomePages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String as = String.valueOf(request.getParameter("as"));
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("ETag", "\"app\"");
        switch (as) {
            case "private" -> response.setHeader("Cache-Control", "private");
            case "no-store" -> response.setHeader("Cache-Control", "no-store");
            case "stale" -> response.setHeader("Cache-Control", "max-age=0");
            case "short" -> response.setHeader("Cache-Control", "public, max-age=7");
            case "expired" -> response.setDateHeader("Expires", 0);
            case "pragma" -> response.setHeader("Pragma", "no-cache");
            case "surrogate" -> response.setHeader("Surrogate-Control", "no-store");
            case "vary" -> response.setHeader("Vary", "Cookie");
            case "cookie" -> response.addCookie(new Cookie("app", "1"));
            case "set-cookie" -> response.addHeader("Set-Cookie", "app=1");
            case "missing" -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            case "nonce" -> response.setHeader("Content-Security-Policy", "script-src 'nonce-abc'");
            case "closed" -> response.setHeader("Content-Security-Policy", "script-src 'none'");
            case "unconnected" ->
                response.setHeader("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'");
            case "connected" -> response.setHeader("Content-Security-Policy", "script-src 'self'; connect-src 'self'");
            case "fragment" -> {
                response.getWriter().write("<h1>you</h1>");
                return;
            }
            case "error" -> {
                response.sendError(HttpServletResponse.SC_GONE, "gone");
                return;
            }
            default -> {}
        }
        PrintWriter page = response.getWriter();
        page.write("<!DOCTYPE html><html><head></head><body><h1>you</h1><p>" + request.getServletPath() + "</p>");
        switch (as) {
            case "session" -> request.getSession().setAttribute("a", "b");
            case "cart" -> {
                HttpSession session = request.getSession(false);
                page.write(session == null ? "no cart" : String.valueOf(session.getAttribute("a")));
            }
            case "late-cookie" -> response.addCookie(new Cookie("app", "1"));
            case "late-no-store" -> response.setHeader("Cache-Control", "no-store");
            case "profile" -> page.write(PersonalizationFilter.profile(request).text("canary"));
            case "profile-after-flush" -> {
                page.flush();
                page.write(PersonalizationFilter.profile(request).text("canary"));
            }
            case "late-error" -> {
                response.sendError(HttpServletResponse.SC_GONE, "gone");
                return;
            }
            case "failure" -> throw new IllegalStateException("the page fails");
            default -> {}
        }
        page.write("</body></html>");
    }
}

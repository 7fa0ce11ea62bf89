package dev.attune.it.browser;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An app whose pages follow each other without being loaded anew, by Turbo, htmx, a script, or a prefetch. */
public final class ClientPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The pages that the browser asked for ahead: path and visitor. */
    private static final List<String> AHEAD = new CopyOnWriteArrayList<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath();
        if (path.equals("/log-in")) {
            Cookie cookie = new Cookie("ajs_user_id", request.getParameter("user"));
            cookie.setPath(request.getContextPath());
            response.addCookie(cookie);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        if (path.equals("/ahead")) {
            response.setContentType("text/plain");
            response.getWriter().write(String.join("\n", AHEAD));
            return;
        }
        response.setContentType("text/html;charset=utf-8");
        if (path.equals("/rows")) {
            response.getWriter().write("<tr><td>1</td></tr><tr><td>2</td></tr>");
            return;
        }
        if (request.getHeader("Sec-Purpose") != null || request.getHeader("X-Sec-Purpose") != null) {
            AHEAD.add(path + " " + request.getQueryString());
        }
        String head = request.getParameter("head");
        response.getWriter()
                .write("<!DOCTYPE html><html><head><meta charset='utf-8'><title>" + path + "</title>"
                        + heads(head == null ? "" : head, request)
                        + "</head><body><h1>" + path + "</h1><a id='next' href='home?"
                        + request.getQueryString()
                        + "'>next</a><table><tbody id='rows' hx-get='rows'"
                        + " hx-trigger='click'></tbody></table></body></html>");
    }

    /** Returns what the head holds besides: a library, and what the app does with it. */
    private static String heads(String head, HttpServletRequest request) {
        return switch (head) {
            case "turbo" ->
                "<script src='lib/turbo.js'></script><script>window.refreshed = 0;"
                        + "document.addEventListener('turbo:load', function () { attune.refresh(); });"
                        + "document.addEventListener('attune:traits', function () { window.refreshed++; });</script>";
            case "htmx", "head-support" ->
                "<script src='lib/htmx.js'></script><script src='lib/head-support.js'></script>"
                        + "<script>document.addEventListener('DOMContentLoaded', function () {"
                        + (head.equals("htmx") ? "" : "document.body.setAttribute('hx-ext', 'head-support');")
                        + "document.body.setAttribute('hx-boost', 'true'); htmx.process(document.body); });"
                        + "document.addEventListener('htmx:afterSettle', function () { attune.refresh(); });</script>";
            case "prefetch", "prerender" ->
                "<script type='speculationrules'>{\"" + head + "\": [{\"source\": \"list\", \"urls\": [\"home?"
                        + request.getQueryString() + "\"], \"eagerness\": \"immediate\"}]}</script>";
            default -> "";
        };
    }
}

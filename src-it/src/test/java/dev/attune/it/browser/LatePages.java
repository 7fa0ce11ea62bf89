package dev.attune.it.browser;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Pages for shared caches: their bytes are the same for all visitors of a variation. */
public final class LatePages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        if ("strict".equals(request.getParameter("policy"))) {
            response.setHeader(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'");
        }
        response.getWriter()
                .write("<!DOCTYPE html><html><head><meta charset='utf-8'><title>" + request.getServletPath()
                        + "</title></head><body><h1>you</h1></body></html>");
    }
}

package dev.attune.it.browser;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Pages that hold no script of their own, under the policy that the query asks for. */
public final class FirstPartyPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        String policy = request.getParameter("policy");
        if (policy != null) {
            response.setHeader("Content-Security-Policy", policy);
        }
        String head = "own".equals(request.getParameter("snippet"))
                ? "<script>analytics = []; analytics.invoked = true;</script>"
                : "";
        response.getWriter()
                .write("<!DOCTYPE html><html><head><title>" + request.getServletPath() + "</title>" + head
                        + "</head><body><h1>Shop</h1></body></html>");
    }
}

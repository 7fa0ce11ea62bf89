package dev.attune.it.filter;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Pages of an app without a {@code web.xml}. */
@WebServlet({"/home", "/homepage-us", "/homepage-eu"})
public final class AnnotatedShop extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.getWriter()
                .write("<html><head><title>" + request.getServletPath() + "</title></head><body></body></html>");
    }
}

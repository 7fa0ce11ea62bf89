package dev.attune.it.javax;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A page that says which path it is, what it knows of the visitor, and from where it was forwarded. */
public class ShopServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .print("<!DOCTYPE html><html><head><title>" + request.getServletPath()
                        + "</title></head><body><h1>Welcome</h1><p id=profile>"
                        + (request.getAttribute("dev.attune.profile") != null) + "</p></body></html>");
    }
}

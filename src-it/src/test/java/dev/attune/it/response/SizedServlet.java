package dev.attune.it.response;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** {@code /sized/WAY/CHANGE/SIZE}: writes so many bytes of a page in one way, and then changes its mind. */
public final class SizedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int PIECE = 100;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String[] parts = request.getPathInfo().substring(1).split("/", -1);
        String page = page(Integer.parseInt(parts[2]));
        response.setContentType("text/html;charset=UTF-8");
        switch (parts[0]) {
            case "writer" -> {
                Writer out = response.getWriter();
                for (int at = 0; at < page.length(); at += PIECE) {
                    out.write(page, at, Math.min(PIECE, page.length() - at));
                }
            }
            case "writer-at-once" -> response.getWriter().write(page);
            default -> {
                OutputStream out = response.getOutputStream();
                byte[] bytes = page.getBytes(StandardCharsets.US_ASCII);
                for (int at = 0; at < bytes.length; at += PIECE) {
                    out.write(bytes, at, Math.min(PIECE, bytes.length - at));
                }
            }
        }
        LateChange.valueOf(parts[1]).make(request, response);
    }

    /** Returns so much of a page; JSPs call this, too. */
    public static String page(int size) {
        return ("<!DOCTYPE html><html><head></head><body>" + "<p class=x>words</p>\n".repeat(size / 20))
                .substring(0, size);
    }
}

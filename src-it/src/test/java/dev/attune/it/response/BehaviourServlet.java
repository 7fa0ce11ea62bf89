package dev.attune.it.response;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers {@code /b/NAME} as the behaviour of that name does, and {@code /observed} with what it observed. */
public final class BehaviourServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String id = String.valueOf(request.getHeader("X-Id"));
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
        String path = included == null ? request.getPathInfo() : included.toString();
        Observations seen = Observations.of(id);
        try {
            if (request.getServletPath().equals("/observed")) {
                seen.awaitEnd();
                response.setContentType("text/plain;charset=UTF-8");
                response.getWriter().write(seen.toString());
                return;
            }
            seen.begin();
            try {
                Behaviours.named(path.substring(1)).answer(request, response, seen);
            } finally {
                seen.end();
            }
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}

package dev.attune.sample;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Serves the shop's pages, one for each path that {@code web.xml} maps to it: the file of that name in
 * {@code WEB-INF/pages}, set into the layout at start. A missing file stops the deployment.
 */
public final class ShopServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String NOT_FOUND = "/not-found";

    private final transient Map<String, byte[]> pages = new HashMap<>();
    private long started;

    @Override
    public void init() throws ServletException {
        Layout layout = new Layout(getServletContext());
        for (String path :
                getServletContext().getServletRegistration(getServletName()).getMappings()) {
            // A page may be missed at any depth, where relative links would lead astray.
            String root = path.equals(NOT_FOUND) ? getServletContext().getContextPath() + "/" : "";
            String page = layout.page(path.isEmpty() ? "home" : path.substring(1), root);
            pages.put(path, page.getBytes(StandardCharsets.UTF_8));
        }
        started = System.currentTimeMillis();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] page = pages.get(request.getServletPath());
        if (page == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    /** The pages change with a deployment only, so a browser that has one gets a 304. */
    @Override
    protected long getLastModified(HttpServletRequest request) {
        return started;
    }
}

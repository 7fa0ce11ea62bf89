package dev.attune.sample;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves the shop's pages, one for each path that {@code web.xml} maps to it: the file of that name in
 * {@code WEB-INF/pages}, set into {@code WEB-INF/layout.html} at start. A missing file stops the deployment.
 */
public final class ShopServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Map<String, byte[]> pages = new HashMap<>();
    private long started;

    @Override
    public void init() throws ServletException {
        String layout = read("layout.html").replace("{demo}", demoBar());
        for (String path :
                getServletContext().getServletRegistration(getServletName()).getMappings()) {
            String page = read("pages/" + (path.isEmpty() ? "home" : path.substring(1)) + ".html");
            pages.put(path, compose(layout, page).getBytes(StandardCharsets.UTF_8));
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

    /** A page's first line is its title. */
    private static String compose(String layout, String page) {
        int endOfTitle = page.indexOf('\n');
        String title = page.substring("<title>".length(), endOfTitle - "</title>".length());
        return layout.replace("{title}", title).replace("{page}", page.substring(endOfTitle + 1));
    }

    /** The demo says where its visitors can be switched; a deployment without that parameter has no bar. */
    private String demoBar() {
        @Nullable String visitors = getServletContext().getInitParameter("visitorsPage");
        return visitors == null
                ? ""
                : "<aside class=\"demo-bar\" aria-label=\"Demo\">Attune demo. <a href=\"" + visitors
                        + "\" target=\"_top\">Become somebody else</a></aside>";
    }

    private String read(String file) throws ServletException {
        try (@Nullable InputStream in = getServletContext().getResourceAsStream("/WEB-INF/" + file)) {
            if (in == null) {
                throw new ServletException("WEB-INF/" + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ServletException("WEB-INF/" + file + " cannot be read", e);
        }
    }
}

package dev.attune.sample;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What all pages of the shop have around them: {@code WEB-INF/layout.html}. */
final class Layout {
    private final ServletContext context;
    private final String frame;

    Layout(ServletContext context) throws ServletException {
        this.context = context;
        this.frame = read("layout.html").replace("{demo}", demoBar());
    }

    /**
     * Returns a file of {@code WEB-INF/pages} in the layout. Its first line is its title.
     *
     * @param root what stands before links of the layout and the page
     * @throws ServletException if there is no such file
     */
    String page(String name, String root) throws ServletException {
        String page = read("pages/" + name + ".html");
        int endOfTitle = page.indexOf('\n');
        String title = page.substring("<title>".length(), endOfTitle - "</title>".length());
        return frame.replace("{title}", title)
                .replace("{page}", page.substring(endOfTitle + 1))
                .replace("{root}", root);
    }

    /**
     * The demo says where its visitors can be switched, and its page there learns where the visitor is; a deployment without
     * that parameter has no bar.
     */
    private String demoBar() {
        @Nullable String visitors = context.getInitParameter("visitorsPage");
        return visitors == null
                ? ""
                : "<aside class=\"demo-bar\" aria-label=\"Demo\">Attune demo. <a href=\"" + visitors
                        + "\" target=\"_top\">Become somebody else</a><script>parent === window"
                        + " || parent.postMessage(location.pathname, '" + visitors + "');</script></aside>";
    }

    private String read(String file) throws ServletException {
        try (@Nullable InputStream in = context.getResourceAsStream("/WEB-INF/" + file)) {
            if (in == null) {
                throw new ServletException("WEB-INF/" + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ServletException("WEB-INF/" + file + " cannot be read", e);
        }
    }
}

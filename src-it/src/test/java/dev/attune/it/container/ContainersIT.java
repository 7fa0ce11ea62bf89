package dev.attune.it.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.http.Response;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

class ContainersIT {
    private static final Site SITE = Site.of(WebApp.create()
            .servlet(Hello.class, "/hello")
            .file("static.html", "<p>static</p>")
            .file("page.jsp", "<%= 6 * 7 %>")
            .attune());

    @EachContainer
    void servesServletsAndStaticFiles(Container container) throws IOException {
        Response hello = SITE.on(container).get("/hello");
        assertEquals(200, hello.status());
        assertEquals("hello", hello.text());
        assertEquals("<p>static</p>", SITE.on(container).get("/static.html").text());
    }

    @EachContainer
    void servesJsp(Container container) throws IOException {
        assumeTrue(container.hasJsp(), "no JSP engine");
        assertEquals("42", SITE.on(container).get("/page.jsp").text());
    }

    @EachContainer
    void listensOnTheLoopbackInterfaceOnly(Container container) throws IOException {
        assumeTrue(Listeners.areKnown(), "no /proc to ask");
        SITE.on(container);
        List<InetAddress> listeners = container.running().listeners();
        assertFalse(listeners.isEmpty());
        assertTrue(listeners.stream().allMatch(InetAddress::isLoopbackAddress), listeners.toString());
    }

    @EachContainer
    void showsWhyAnAppDidNotStart(Container container) {
        assumeTrue(container.refusesAppsWithBrokenFilters(), "the app is deployed all the same");
        WebApp broken = WebApp.create()
                .classes(Refusing.class)
                .filter(Refusing.class.getName(), Map.of("reason", "because of <that>"));
        DeploymentFailed failure =
                assertThrows(DeploymentFailed.class, () -> container.running().deploy(broken));
        assertTrue(failure.toString().contains("because of <that>"), failure.toString());
    }

    public static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("hello");
        }
    }

    public static final class Refusing implements Filter {
        @Override
        public void init(FilterConfig config) throws ServletException {
            throw new ServletException(config.getInitParameter("reason"));
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}
    }
}

package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A variation is behind the app's own filters, wherever Attune's filter stands. */
class VariationForwardIT {
    private static final String ATTUNE = "dev.attune.jakarta.PersonalizationFilter";
    private static final List<Site> ORDERS = List.of(
            site(ATTUNE, LogIn.class.getName(), Marking.class.getName()),
            site(LogIn.class.getName(), ATTUNE, Marking.class.getName()),
            site(LogIn.class.getName(), Marking.class.getName(), ATTUNE));

    private static Site site(String... filters) {
        WebApp app = WebApp.create()
                .servlet(ShopPages.class, "/home", "/homepage-eu", "/login")
                .classes(LogIn.class, Marking.class);
        for (String filter : filters) {
            app.filter(
                    filter,
                    filter.equals(ATTUNE)
                            ? Map.of("variations", "[{\"route\": \"/home\", \"serve\": \"/homepage-eu\"}]")
                            : Map.of());
        }
        return Site.of(app.attune());
    }

    @EachContainer
    void aLogInKeepsStrangersFromAVariation(Container container) throws IOException {
        for (Site site : ORDERS) {
            assertEquals(302, get(site, container, "").status());
        }
    }

    @EachContainer
    void allFiltersRunForAVariation(Container container) throws IOException {
        for (Site site : ORDERS) {
            Response page = get(site, container, "member=yes");
            assertTrue(page.text().contains("<title>/homepage-eu</title>"), page.toString());
            assertTrue(page.text().endsWith("</html>"), page.toString());
            assertEquals("/home", page.header("X-Marked"), page.toString());
        }
    }

    private static Response get(Site site, Container container, String cookie) throws IOException {
        return site.on(container).send(Request.get("/home").header("Cookie", cookie));
    }

    public static final class LogIn implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String cookie = ((HttpServletRequest) request).getHeader("Cookie");
            if (cookie != null && cookie.contains("member=yes")) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).sendRedirect("login");
            }
        }
    }

    public static final class Marking implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            ((HttpServletResponse) response).setHeader("X-Marked", ((HttpServletRequest) request).getServletPath());
            chain.doFilter(request, response);
        }
    }
}

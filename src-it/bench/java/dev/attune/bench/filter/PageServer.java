package dev.attune.bench.filter;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * The measured process: a Jetty with the same app twice, {@code /plain} without the filter and {@code /attune} with it.
 * Prints its port and serves until its standard input ends.
 */
public final class PageServer {
    private PageServer() {}

    /**
     * Serves until standard input ends.
     *
     * @param args the folder with the pages
     */
    public static void main(String[] args) throws Exception {
        Map<String, byte[]> pages = pages(Path.of(args[0]));
        ProfilesApi profiles = ProfilesApi.start("""
                "location": "EU", "favorite_color": "#ffe4c4", "first_name": "Anna", "plan": "pro", \
                "big_spender": true, "orders": 7""");
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        contexts.addHandler(app("/plain", pages));
        ServletContextHandler filtered = app("/attune", pages);
        filtered.addFilter(filter(profiles), "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD));
        contexts.addHandler(filtered);
        server.setHandler(contexts);
        server.start();
        System.out.println(connector.getLocalPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop();
        profiles.close();
    }

    private static FilterHolder filter(ProfilesApi profiles) {
        FilterHolder filter = new FilterHolder(PersonalizationFilter.class);
        filter.setAsyncSupported(true);
        filter.setInitParameters(Map.of(
                "profilesUrl",
                profiles.url(),
                "profilesSpace",
                "spa_bench",
                "profilesToken",
                "bench",
                "profileBudget",
                "5s",
                "profileTtl",
                "1d",
                "variations",
                """
                [{"route": "/", "when": {"location": "EU"}, "serve": "/homepage-eu"},
                 {"route": "/", "serve": "/homepage-us"}]""",
                "clientTraits",
                """
                {"shouldShowConsent": {"when": {"location": "EU"}}, "firstName": {"trait": "first_name"}}""",
                "pageColor",
                "{\"trait\": \"favorite_color\"}"));
        return filter;
    }

    private static ServletContextHandler app(String contextPath, Map<String, byte[]> pages) {
        ServletContextHandler app = new ServletContextHandler(contextPath);
        app.addServlet(new ServletHolder(new Pages(pages)), "/");
        app.addServlet(new ServletHolder(new Slow(Objects.requireNonNull(pages.get("/")))), "/slow");
        app.addServlet(new ServletHolder(new Cost()), "/cost");
        return app;
    }

    private static Map<String, byte[]> pages(Path folder) throws IOException {
        Map<String, byte[]> pages = new HashMap<>();
        pages.put("/", Files.readAllBytes(folder.resolve("home.html")));
        pages.put("/homepage-eu", Files.readAllBytes(folder.resolve("homepage-eu.html")));
        pages.put("/homepage-us", Files.readAllBytes(folder.resolve("homepage-us.html")));
        pages.put("/big", Files.readAllBytes(folder.resolve("big.html")));
        pages.put("/skipped.css", Files.readAllBytes(folder.resolve("home.html")));
        return pages;
    }

    /** Writes a page from memory, as a template engine would: in pieces. */
    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private static final int PIECE = 4096;

        private final transient Map<String, byte[]> pages;

        Pages(Map<String, byte[]> pages) {
            this.pages = pages;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
            byte[] page = pages.get(path.isEmpty() ? "/" : path);
            if (page == null) {
                response.sendError(404);
                return;
            }
            response.setContentType(path.endsWith(".css") ? "text/css" : "text/html;charset=utf-8");
            response.setContentLength(page.length);
            for (int i = 0; i < page.length; i += PIECE) {
                response.getOutputStream().write(page, i, Math.min(PIECE, page.length - i));
            }
        }
    }

    /**
     * Flushes the head of a page and sleeps before the rest, as one does that waits for a database; with a query it does
     * not sleep.
     */
    private static final class Slow extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private static final int HEAD = 2048;

        private final byte[] page;

        Slow(byte[] page) {
            this.page = page;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=utf-8");
            response.getOutputStream().write(page, 0, HEAD);
            response.flushBuffer();
            if (request.getQueryString() == null) {
                try {
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            response.getOutputStream().write(page, HEAD, page.length - HEAD);
        }
    }

    /** Says what the process has spent so far: CPU nanoseconds, bytes allocated by its threads, milliseconds of compiling. */
    private static final class Cost extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            long cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long bytes = 0;
            for (long allocated : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
                bytes += Math.max(0, allocated);
            }
            response.setContentType("text/plain");
            long compiling = Objects.requireNonNull(ManagementFactory.getCompilationMXBean())
                    .getTotalCompilationTime();
            response.getOutputStream().print(cpu + " " + bytes + " " + compiling);
        }
    }
}

package dev.attune.bench.cdn;

import com.sun.management.OperatingSystemMXBean;
import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A node of the site, in a process of its own. Prints its port and serves until its standard input ends. */
public final class CdnNode {
    /** The variations of a page. */
    static final int SEGMENTS = 6;

    private static final int PAGE_BYTES = 20_000;

    private CdnNode() {}

    /**
     * Serves until standard input ends.
     *
     * @param args the port of Redis
     */
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler app = new ServletContextHandler("/");
        app.addServlet(new ServletHolder(new Pages()), "/");
        FilterHolder filter = new FilterHolder(PersonalizationFilter.class);
        filter.setAsyncSupported(true);
        filter.setInitParameters(
                Map.of(
                        "store",
                        "redis://127.0.0.1:" + args[0],
                        "profileBudget",
                        "5s",
                        "signingKeys",
                        "0123456789abcdef0123456789abcdef",
                        "cache",
                        "[{\"route\": \"/*\", \"shared\": \"5m\"}]",
                        "variations",
                        variations(),
                        "clientTraits",
                        "{\"canary\": {\"trait\": \"canary\", \"late\": true}, \"paying\": {\"when\": {\"segment\": {\"$lt\": 3}}}}"));
        app.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD));
        server.setHandler(app);
        server.start();
        System.out.println(connector.getLocalPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop();
    }

    private static String variations() {
        StringBuilder variations = new StringBuilder();
        for (int i = 0; i < SEGMENTS; i++) {
            variations
                    .append(i == 0 ? "[" : ",")
                    .append("{\"route\": \"/page/{id}\", \"when\": {\"segment\": ")
                    .append(i)
                    .append("}, \"serve\": \"/segment/")
                    .append(i)
                    .append("\"}");
        }
        return variations.append("]").toString();
    }

    /** Pages of a fixed size, and what the node has spent so far. */
    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient AtomicLong served = new AtomicLong();

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = request.getServletPath();
            if (path.equals("/cost")) {
                long cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
                response.setContentType("text/plain");
                response.getOutputStream().print(cpu + " " + served.get());
                return;
            }
            served.incrementAndGet();
            StringBuilder page = new StringBuilder(PAGE_BYTES + 200)
                    .append("<!DOCTYPE html><html><head><title>Page</title></head><body><b>")
                    .append(path)
                    .append("</b>");
            while (page.length() < PAGE_BYTES) {
                page.append("<p class=\"item\">One of the things that this shop sells.</p>");
            }
            response.setContentType("text/html;charset=utf-8");
            response.getOutputStream()
                    .write(page.append("</body></html>").toString().getBytes(StandardCharsets.US_ASCII));
        }
    }
}

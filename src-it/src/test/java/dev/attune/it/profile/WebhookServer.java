package dev.attune.it.profile;

import dev.attune.internal.lookup.LookupMeters;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.segment.CallCredentials;
import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.internal.store.ProfileStore;
import dev.attune.jakarta.internal.endpoint.Endpoint;
import dev.attune.jakarta.internal.endpoint.ErasureEndpoint;
import dev.attune.jakarta.internal.endpoint.HealthEndpoint;
import dev.attune.jakarta.internal.endpoint.WebhookEndpoint;
import dev.attune.testing.DefaultLookups;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A Jetty whose {@code /webhook} and {@code /profiles/} are the endpoints on a thread of their own, and those below
 * {@code /blocking} the same on the container's.
 */
public final class WebhookServer implements AutoCloseable {
    static final String USER = "segment";
    static final String PASSWORD = "pass:word-of-sixteen";

    /** What a caller's {@code Authorization: Basic} says. */
    public static final String CREDENTIALS =
            Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ProfileClient health;

    public WebhookServer(ProfileStore store) throws Exception {
        CallCredentials credentials = CallCredentials.of(USER, PASSWORD, null);
        WebhookEndpoint endpoint = new WebhookEndpoint(credentials, store, () -> true);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(holder(endpoint, true), "/webhook");
        context.addServlet(holder(endpoint, false), "/blocking");
        Endpoint erasure = new ErasureEndpoint(credentials, store);
        context.addServlet(holder(erasure, true), "/profiles/*");
        context.addServlet(holder(erasure, false), "/blocking/profiles/*");
        health = ProfileClient.start(DefaultLookups.settings(), null, store);
        ServletHolder told = new ServletHolder(new EndpointServlet(
                new HealthEndpoint(health::health, () -> null, List.of(LookupMeters.of(health), endpoint.meters()))));
        context.addServlet(told, "/health");
        server.setHandler(context);
        server.start();
    }

    private static ServletHolder holder(Endpoint endpoint, boolean isAsync) {
        ServletHolder holder = new ServletHolder(new EndpointServlet(endpoint));
        holder.setAsyncSupported(isAsync);
        return holder;
    }

    private static final class EndpointServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient Endpoint endpoint;

        EndpointServlet(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            endpoint.handle(request, response);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        health.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }

    /**
     * The process that is killed: prints its port and serves until standard input ends.
     *
     * @param args the store's directory
     */
    public static void main(String[] args) throws Exception {
        try (ProfileStore store = EmbeddedProfileStore.open(Path.of(args[0]), Duration.ofDays(2));
                WebhookServer server = new WebhookServer(store)) {
            System.out.println(server.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}

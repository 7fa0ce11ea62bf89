package dev.attune.standin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A local stand-in for Segment on a loopback port: the Profiles API and the Tracking API below {@code /v1}, a script in the place of
 * analytics.js, and at {@code /} a page to switch visitor, to change a trait and to break the API. The caller closes it.
 */
public final class SegmentStandIn implements AutoCloseable {
    /** The id of the only space. */
    public static final String SPACE = "spa_123";
    /** The access token of the Profiles API. */
    public static final String TOKEN = "demo-token";
    /** The write key of the Tracking API. */
    public static final String WRITE_KEY = "demo-write-key";
    /** The credentials with which a changed trait is pushed. */
    public static final String WEBHOOK_USERNAME = "segment";

    public static final String WEBHOOK_PASSWORD = "demo-password-of-the-shop";

    static {
        // Without it the JDK's server holds back every answer's body by 40 ms, nearly a page's whole budget.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final ShopLinks links;

    private SegmentStandIn(HttpServer server, ExecutorService threads, ShopLinks links) {
        this.server = server;
        this.threads = threads;
        this.links = links;
    }

    /**
     * Starts it.
     *
     * @param port a loopback port, or 0 for any that is free
     * @param profiles who is known
     * @param shop the shop's address, ending in a slash; changed traits are pushed to {@code attune/webhook} below it
     * @throws java.net.BindException if the port is in use
     */
    public static SegmentStandIn start(int port, Profiles profiles, URI shop) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        ProfilesApi api = new ProfilesApi(profiles, SPACE, TOKEN);
        Webhook webhook = new Webhook(shop.resolve("attune/webhook"), WEBHOOK_USERNAME, WEBHOOK_PASSWORD, SPACE);
        TrackingApi tracking = new TrackingApi(WRITE_KEY);
        ShopLinks links = new ShopLinks(shop, newKey());
        server.createContext("/", new ControlPage(profiles, api, tracking, webhook, links));
        server.createContext(TrackingApi.PATH, tracking);
        AnalyticsFiles files = new AnalyticsFiles(WRITE_KEY);
        server.createContext(AnalyticsFiles.scriptPath(WRITE_KEY), files);
        server.createContext(AnalyticsFiles.settingsPath(WRITE_KEY), files);
        server.createContext(ProfilesApi.PATH, api);
        server.setExecutor(threads);
        server.start();
        return new SegmentStandIn(server, threads, links);
    }

    /** A key for this run only. */
    private static String newKey() {
        byte[] key = new byte[24];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Returns the key with which the shop is to explain its pages, so that the control page leads there. */
    public String explainKey() {
        return links.explainKey();
    }

    /** Returns a link that shows the shop's home page as a customer sees it who does not exist. */
    public URI preview() {
        return links.preview("/");
    }

    /** Returns the address of the control page. */
    public URI controlPage() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /** Returns the address of the Profiles API and of the Tracking API, up to and with their version. */
    public URI apiUrl() {
        return controlPage().resolve("v1");
    }

    /** Stops at once; calls under way get no answer. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

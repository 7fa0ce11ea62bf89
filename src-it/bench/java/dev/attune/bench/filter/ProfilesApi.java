package dev.attune.bench.filter;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A Profiles API that knows one profile and gives it to everybody. */
final class ProfilesApi implements AutoCloseable {
    private final HttpServer server;

    private ProfilesApi(HttpServer server) {
        this.server = server;
    }

    /** @param traits the members of the JSON object */
    static ProfilesApi start(String traits) throws IOException {
        byte[] body = ("{\"traits\": {" + traits
                        + "}, \"cursor\": {\"url\": \"\", \"has_more\": false, \"next\": \"\"}}")
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return new ProfilesApi(server);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

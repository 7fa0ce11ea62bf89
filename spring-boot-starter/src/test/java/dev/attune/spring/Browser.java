package dev.attune.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks the shop for pages as a visitor does, and sends it what Segment sends. */
final class Browser {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI shop;

    Browser(int port) {
        shop = URI.create("http://127.0.0.1:" + port);
    }

    HttpResponse<String> get(String path, String user) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(shop.resolve(path)).header("Cookie", "ajs_user_id=" + user));
    }

    HttpResponse<String> push(String event, String password) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString(("segment:" + password).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(shop.resolve("/attune/webhook"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + credentials)
                .POST(HttpRequest.BodyPublishers.ofString(event)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

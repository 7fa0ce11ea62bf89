package dev.attune.standin;

import dev.attune.jakarta.preview.PreviewLink;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Ways into the shop: its pages, why one is as it is, and a preview.
 *
 * @param shop the shop's address, ending in a slash
 * @param explainKey the key with which pages are explained and previews are signed
 */
record ShopLinks(URI shop, String explainKey, HttpClient client) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    ShopLinks(URI shop, String explainKey) {
        this(shop, explainKey, HttpClient.newHttpClient());
    }

    /** Returns a page of the shop; its home page where the path is none of the shop's. */
    URI page(String path) {
        return shop.resolve(inside(path));
    }

    /** Returns the page that says why another one is as it is. */
    URI explain(String path) {
        return shop.resolve("attune/explain?path=" + URLEncoder.encode(inside(path), StandardCharsets.UTF_8));
    }

    /** Returns a link that shows a page to everyone as a customer sees it who does not exist. */
    URI preview(String path) {
        return shop.resolve(PreviewLink.to(inside(path))
                .traits(Map.of(
                        "first_name",
                        "Dana",
                        "location",
                        "US",
                        "favorite_color",
                        "lightblue",
                        "green_tea_lovers",
                        true))
                .validFor(Duration.ofDays(1))
                .url(explainKey, ""));
    }

    /** Gives the key as a person does to the form, and returns the cookie that comes for it. */
    String explainSession() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(shop.resolve("attune/explain"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("do=enter&key=" + explainKey))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IOException("the shop does not take the key"));
    }

    /** Returns a path, or that of the home page where it is none of the shop's. */
    static String inside(String path) {
        return path.matches("/(?!/)[A-Za-z0-9._~/%?&=-]*") ? path : "/";
    }
}

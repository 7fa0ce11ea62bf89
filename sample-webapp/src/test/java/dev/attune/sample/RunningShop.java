package dev.attune.sample;

import dev.attune.standin.Profiles;
import dev.attune.standin.SegmentStandIn;
import dev.attune.standin.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.jsoup.Jsoup;

/** The shop as the demo runs it, the stand-in for Segment beside it. */
final class RunningShop implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final SegmentStandIn standIn;
    private final Shop shop;

    private RunningShop(SegmentStandIn standIn, Shop shop) {
        this.standIn = standIn;
        this.shop = shop;
    }

    static RunningShop start(Path work) throws IOException, LifecycleException {
        Profiles profiles = Profiles.ofTheDemo(InstantSource.system());
        SegmentStandIn standIn = SegmentStandIn.start(0, profiles, URI.create("http://localhost:1/"));
        return new RunningShop(standIn, Shop.start(Path.of("src/main/webapp"), work, 0, standIn));
    }

    URI url() {
        return shop.url();
    }

    String explainKey() {
        return shop.explainKey();
    }

    HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
        return send(request(path, cookie));
    }

    HttpRequest.Builder request(String path, String cookie) {
        return HttpRequest.newBuilder(url().resolve(path))
                .header("User-Agent", "Mozilla/5.0")
                .header("Cookie", cookie);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Returns what the page beside the shop says of the events that Segment got. */
    List<String> events() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(standIn.controlPage())
                .header("User-Agent", "Mozilla/5.0")
                .build();
        String page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return Jsoup.parse(page).select("#events li").eachText();
    }

    /** Gives the key as a person does and returns the cookie that came for it. */
    String explainSession() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("attune/explain"))
                .header("User-Agent", "Mozilla/5.0")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("do=enter&key=" + explainKey()))
                .build();
        String cookie = client.send(request, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    void api(String state) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(standIn.controlPage().resolve("api"))
                .header("User-Agent", "Mozilla/5.0")
                .POST(HttpRequest.BodyPublishers.ofString("state=" + state))
                .build();
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 303) {
            throw new IOException("the stand-in does not know " + state);
        }
    }

    @Override
    public void close() throws LifecycleException {
        shop.close();
        standIn.close();
    }
}

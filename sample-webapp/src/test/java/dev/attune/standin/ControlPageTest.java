package dev.attune.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page beside the shop switches visitors as analytics.js would, and pushes as Segment does. */
class ControlPageTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Push> pushes = new ArrayBlockingQueue<>(10);
    private HttpServer shop;
    private SegmentStandIn standIn;

    private record Push(String path, Headers headers, String body) {}

    @BeforeEach
    void start() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/attune/webhook", exchange -> {
            pushes.add(new Push(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Http.send(exchange, 200, "text/plain", "");
        });
        shop.start();
        URI address = URI.create("http://localhost:" + shop.getAddress().getPort() + "/");
        standIn = SegmentStandIn.start(0, Profiles.ofTheDemo(InstantSource.system()), address);
    }

    @AfterEach
    void stop() {
        standIn.close();
        shop.stop(0);
    }

    @Test
    void switchesVisitorByTheCookiesOfAnalyticsJs() throws Exception {
        assertEquals(
                List.of(
                        "ajs_user_id=anna; Path=/; SameSite=Lax; Max-Age=31536000",
                        "ajs_anonymous_id=; Path=/; SameSite=Lax; Max-Age=0"),
                ids(post("visitor", "key=user_id%3Aanna")));
        assertEquals(
                List.of(
                        "ajs_user_id=; Path=/; SameSite=Lax; Max-Age=0",
                        "ajs_anonymous_id=; Path=/; SameSite=Lax; Max-Age=0"),
                ids(post("visitor", "key=")));
    }

    private static List<String> ids(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("ajs_"))
                .toList();
    }

    @Test
    void anotherVisitorComesWithAnotherBrowser() throws Exception {
        List<String> cookies = post("visitor", "key=user_id%3Aanna").headers().allValues("Set-Cookie");
        for (String name : List.of("attune_aid", "attune_experiments", "attune-preview", "shop_consent")) {
            assertTrue(cookies.contains(name + "=; Path=/; SameSite=Lax; Max-Age=0"), cookies.toString());
        }
    }

    @Test
    void aVisitorIsInTheCountryThatIsChosen() throws Exception {
        assertEquals(
                List.of("demo_country=DE; Path=/; SameSite=Lax; Max-Age=31536000"),
                post("place", "place=GERMANY").headers().allValues("Set-Cookie"));
        assertEquals(
                List.of("demo_country=; Path=/; SameSite=Lax; Max-Age=0"),
                post("place", "place=UNKNOWN").headers().allValues("Set-Cookie"));
        for (String cookie : List.of("demo_country=US", "demo_country=nonsense", "")) {
            assertEquals(
                    cookie.endsWith("US") ? "America" : "Unknown",
                    page(cookie).select("[name=place][aria-pressed=true]").text());
        }
    }

    @Test
    void listsTheNewestEventsAsText() throws Exception {
        String hostile = "<script>alert(1)</script>";
        for (int i = 0; i < 5; i++) {
            assertEquals(200, track("p", page(i, hostile), SegmentStandIn.WRITE_KEY));
        }
        assertEquals(200, track("p", page(4, "/twice"), SegmentStandIn.WRITE_KEY));
        assertEquals(401, track("p", page(5, "/strange"), "another key"));
        assertEquals(404, track("x", page(6, "/strange"), SegmentStandIn.WRITE_KEY));
        assertEquals(400, track("p", "[]", SegmentStandIn.WRITE_KEY));
        assertEquals(400, track("b", page(7, "/strange"), SegmentStandIn.WRITE_KEY));
        Document page = page("");
        assertEquals(
                List.of("4", "3", "2").stream()
                        .map(id -> "Page " + hostile + ": " + id)
                        .toList(),
                page.select("#events li").eachText());
        assertEquals(1, page.select("script").size());
    }

    private static String page(int id, String path) {
        return "{\"type\": \"page\", \"messageId\": \"m" + id + "\", \"userId\": \"" + id
                + "\", \"context\": {\"page\": {\"path\": \"" + path + "\"}}}";
    }

    private int track(String call, String event, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(standIn.apiUrl() + "/" + call))
                .header("Authorization", Http.basic(key, ""))
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void comesBackToThePageOfTheShopThatWasShownAndToNoOtherSite() throws Exception {
        HttpResponse<String> answer = post("visitor", "key=user_id%3Aanna&path=%2Fshop%3Fa%3D1");
        assertEquals(
                "/?path=%2Fshop%3Fa%3D1",
                answer.headers().firstValue("Location").orElse(""));
        assertEquals(shopUrl() + "shop", frame("/?path=/shop"));
        for (String path : List.of("//evil.example/", "https://evil.example/", "/%5C%5Cevil%22%3E", "")) {
            assertEquals(shopUrl(), frame("/?path=" + path), path);
        }
    }

    private String shopUrl() {
        return "http://localhost:" + shop.getAddress().getPort() + "/";
    }

    private String frame(String page) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(standIn.controlPage().resolve(page)).build();
        return Jsoup.parse(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .select("iframe")
                .attr("src");
    }

    @Test
    void saysSoWhereATraitIsEmpty() throws Exception {
        post("trait", "key=user_id%3Aanna&name=first_name&value=");
        String news = page("ajs_user_id=anna").select("[role=status]").text();
        assertTrue(news.startsWith("Anna's first_name is now empty."), news);
    }

    @Test
    void showsWhatIsKnownOfTheVisitor() throws Exception {
        Document page = page("ajs_user_id=anna");

        assertEquals("Anna", page.select("[name=key][aria-pressed=true] strong").text());
        assertEquals(
                "EU", page.select("form:has([value=location]) [name=value]").val());
        assertTrue(page("").select("[name=value]").isEmpty());
    }

    @Test
    void pushesAChangedTraitAsSegmentDoes() throws Exception {
        post("trait", "key=user_id%3Aanna&name=green_tea_lovers&value=true");

        Push push = pushes.take();
        JsonObject event = Json.createReader(new StringReader(push.body())).readObject();
        assertEquals("/attune/webhook", push.path());
        assertEquals("Segment.io/1.0", push.headers().getFirst("User-Agent"));
        assertEquals("application/json", push.headers().getFirst("Content-Type"));
        assertEquals(
                Http.basic(SegmentStandIn.WEBHOOK_USERNAME, SegmentStandIn.WEBHOOK_PASSWORD),
                push.headers().getFirst("Authorization"));
        assertEquals("identify", event.getString("type"));
        assertEquals("anna", event.getString("userId"));
        assertTrue(event.getJsonObject("traits").getBoolean("green_tea_lovers"));
        JsonObject personas = event.getJsonObject("context").getJsonObject("personas");
        assertEquals("audience", personas.getString("computation_class"));
        assertEquals(SegmentStandIn.SPACE, personas.getString("space_id"));
        assertFalse(event.getJsonObject("integrations").getBoolean("All"));
    }

    @Test
    void keepsAChangedTraitWhereTheShopHasNoWebhook() throws Exception {
        shop.removeContext("/attune/webhook");
        post("trait", "key=user_id%3Aanna&name=favorite_color&value=teal");

        Document page = page("ajs_user_id=anna");
        assertEquals(
                "teal",
                page.select("form:has([value=favorite_color]) [name=value]").val());
        assertTrue(page.select("[role=status]").text().contains("answered 404"), page.text());
    }

    @Test
    void showsAnyTraitAsTheTextThatItIs() throws Exception {
        String hostile = "\"><script>alert(1)</script>";
        post("trait", "key=user_id%3Aanna&name=first_name&value=" + URLEncoder.encode(hostile, StandardCharsets.UTF_8));

        Document page = page("ajs_user_id=anna");
        assertEquals(
                hostile,
                page.select("form:has([value=first_name]) [name=value]").val());
        assertEquals(1, page.select("script").size());
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(standIn.controlPage().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(303, answer.statusCode());
        return answer;
    }

    private Document page(String cookies) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(standIn.controlPage())
                .header("Cookie", cookies)
                .build();
        return Jsoup.parse(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}

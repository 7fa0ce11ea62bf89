package dev.attune.it.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Exchange;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import dev.attune.jakarta.preview.PreviewLink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that serves the app under another path than the container knows, by the recipe of the documents. */
@Timeout(120)
class AnotherPathIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Test
    void previewsWithTheirCookieAndTheScriptComeThroughTheProxy(@TempDir Path folder) throws Exception {
        WebApp app = WebApp.create()
                .servlet(OutcomePages.class, "/page", "/b")
                .filter(
                        "dev.attune.jakarta.PersonalizationFilter",
                        Map.of(
                                "explainKey",
                                KEY,
                                "clientTraits",
                                "{\"plan\": {\"trait\": \"plan\"}}",
                                "variations",
                                "[{\"route\": \"/page\", \"when\": {\"plan\": \"pro\"}, \"serve\": \"/b\"}]"))
                .attune();
        try (Deployment site = Container.TOMCAT_11.running().deploy(app);
                CacheServer proxy = CacheServer.nginxWithAnotherPath(
                        folder, URI.create(site.url()).getPort(), site.contextPath())) {
            String link = PreviewLink.to("/page").traits(Map.of("plan", "pro")).url(KEY, site.contextPath());
            Response opened = send(proxy, Request.get(link.replace(site.contextPath() + "/", "/front/")));
            String place = String.valueOf(opened.header("Location"));
            assertEquals("/front/page", URI.create(place).getPath(), opened.toString());
            String cookie = String.valueOf(opened.header("Set-Cookie"));
            assertTrue(cookie.contains("Path=/front;"), cookie);
            Response page =
                    send(proxy, Request.get("/front/page").header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
            assertTrue(page.text().contains("<p>/b</p>"), page.text());
            assertEquals(
                    200,
                    send(proxy, Request.get(site.contextPath() + "/attune/client.js"))
                            .status());
        }
    }

    private static Response send(CacheServer proxy, Request request) throws IOException {
        try (Exchange exchange = Exchange.open(proxy.port(), request)) {
            return exchange.response();
        }
    }
}

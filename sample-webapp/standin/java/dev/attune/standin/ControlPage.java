package dev.attune.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page beside the shop from which a person switches visitor and country, changes traits, breaks the Profiles API, and asks why a page
 * is as it is. Cookies know hosts but no ports, so those that it sets on {@code localhost} are the shop's too.
 */
final class ControlPage implements HttpHandler {
    private static final String USER_COOKIE = "ajs_user_id";
    private static final String ANONYMOUS_COOKIE = "ajs_anonymous_id";

    /** What a browser has of earlier visitors. The session of the explain page is the presenter's own, and stays. */
    private static final List<String> LEFT_BEHIND =
            List.of("attune_aid", "attune_experiments", "attune-preview", Gateway.CONSENT_COOKIE);

    private final Profiles profiles;
    private final ProfilesApi api;
    private final Webhook webhook;
    private final ShopLinks links;
    private final ControlView view;
    private volatile String news = "";

    ControlPage(Profiles profiles, ProfilesApi api, TrackingApi tracking, Webhook webhook, ShopLinks links) {
        this.profiles = profiles;
        this.api = api;
        this.webhook = webhook;
        this.links = links;
        this.view = new ControlView(profiles, api, tracking, links);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String action =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (action) {
            case "GET /", "HEAD /" -> {
                String page = view.page(current(exchange), place(exchange), query(exchange, "path"), news);
                Http.send(exchange, 200, "text/html", page);
            }
            case "GET /control.css" -> Http.send(exchange, 200, "text/css", ControlView.resource("control.css"));
            case "GET /control.js" -> Http.send(exchange, 200, "text/javascript", ControlView.resource("control.js"));
            case "GET /events" -> Http.send(exchange, 200, "text/html", view.events());
            case "GET /explain" -> explain(exchange);
            case "POST /visitor" -> switchVisitor(exchange, Http.form(exchange));
            case "POST /place" -> move(exchange, Http.form(exchange));
            case "POST /trait" -> changeTrait(exchange, Http.form(exchange));
            case "POST /api" -> breakApi(exchange, Http.form(exchange));
            default -> Http.send(exchange, 404, "text/plain", "There is no such page.");
        }
    }

    /** Another visitor comes with another browser. */
    private void switchVisitor(HttpExchange exchange, Map<String, String> form) throws IOException {
        Optional<Visitor> visitor = profiles.find(form.getOrDefault("key", ""));
        setCookie(exchange, USER_COOKIE, id(visitor, "user_id"));
        setCookie(exchange, ANONYMOUS_COOKIE, id(visitor, "anonymous_id"));
        LEFT_BEHIND.forEach(name -> setCookie(exchange, name, ""));
        news = "";
        goBack(exchange, form);
    }

    private static String id(Optional<Visitor> visitor, String type) {
        return visitor.filter(one -> one.idType().equals(type)).map(Visitor::id).orElse("");
    }

    /** The visitor stays the same, and is in another country. */
    private void move(HttpExchange exchange, Map<String, String> form) throws IOException {
        try {
            Place place = Place.valueOf(form.getOrDefault("place", ""));
            setCookie(exchange, Gateway.COUNTRY_COOKIE, place.country());
        } catch (IllegalArgumentException e) {
            Http.send(exchange, 400, "text/plain", "There is no such place.");
            return;
        }
        news = "";
        goBack(exchange, form);
    }

    private static Place place(HttpExchange exchange) {
        @Nullable String country = Http.cookie(exchange, Gateway.COUNTRY_COOKIE);
        return Arrays.stream(Place.values())
                .filter(place -> place.country().equals(country))
                .findFirst()
                .orElse(Place.UNKNOWN);
    }

    /** Writes the cookie as analytics.js does, or deletes it where the value is empty. */
    private static void setCookie(HttpExchange exchange, String name, String value) {
        String cookie = name + "=" + value + "; Path=/; SameSite=Lax; Max-Age=" + (value.isEmpty() ? 0 : 31_536_000);
        exchange.getResponseHeaders().add("Set-Cookie", cookie);
    }

    private void changeTrait(HttpExchange exchange, Map<String, String> form) throws IOException {
        String name = form.getOrDefault("name", "").strip();
        Optional<Visitor> visitor = profiles.find(form.getOrDefault("key", ""));
        if (visitor.isEmpty() || name.isEmpty()) {
            Http.send(exchange, 400, "text/plain", "A trait has a visitor and a name.");
            return;
        }
        Trait trait = profiles.set(visitor.get().key(), name, parse(form.getOrDefault("value", "")));
        try {
            news = visitor.get().name() + "'s " + name + " is now "
                    + (trait.text().isEmpty() ? "empty" : trait.text()) + ". "
                    + webhook.push(visitor.get(), name, trait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        goBack(exchange, form);
    }

    /** Reads {@code true}, numbers, lists and objects as JSON, anything else as the text that it is. */
    private static JsonValue parse(String value) {
        try (JsonReader reader = Json.createReader(new StringReader(value))) {
            return reader.readValue();
        } catch (JsonException e) {
            return Json.createValue(value);
        }
    }

    private void breakApi(HttpExchange exchange, Map<String, String> form) throws IOException {
        try {
            api.state(ApiState.valueOf(form.getOrDefault("state", "")));
        } catch (IllegalArgumentException e) {
            Http.send(exchange, 400, "text/plain", "There is no such state.");
            return;
        }
        news = "The Profiles API " + api.state().meaning() + ".";
        goBack(exchange, form);
    }

    /** Gives the key for the presenter, and goes on to the shop's page. */
    private void explain(HttpExchange exchange) throws IOException {
        try {
            exchange.getResponseHeaders().add("Set-Cookie", links.explainSession());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Http.seeOther(exchange, links.explain(query(exchange, "path")).toString());
    }

    private static void goBack(HttpExchange exchange, Map<String, String> form) throws IOException {
        String path = form.getOrDefault("path", "");
        Http.seeOther(exchange, path.isEmpty() ? "/" : "/?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    private static String query(HttpExchange exchange, String name) {
        return Http.form(exchange.getRequestURI().getRawQuery()).getOrDefault(name, "");
    }

    private Optional<Visitor> current(HttpExchange exchange) {
        @Nullable String user = Http.cookie(exchange, USER_COOKIE);
        @Nullable String anonymous = Http.cookie(exchange, ANONYMOUS_COOKIE);
        return user != null ? profiles.find("user_id:" + user) : profiles.find("anonymous_id:" + anonymous);
    }
}

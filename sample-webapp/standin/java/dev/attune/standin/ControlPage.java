package dev.attune.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page beside the shop from which a person switches visitor, changes traits and breaks the Profiles API. Cookies know
 * hosts but no ports, so those that it sets on {@code localhost} are the shop's too.
 */
final class ControlPage implements HttpHandler {
    private static final String USER_COOKIE = "ajs_user_id";
    private static final String ANONYMOUS_COOKIE = "ajs_anonymous_id";

    private final Profiles profiles;
    private final ProfilesApi api;
    private final TrackingApi tracking;
    private final Webhook webhook;
    private final URI shop;
    private final String template = resource("control.html");
    private volatile String news = "";

    ControlPage(Profiles profiles, ProfilesApi api, TrackingApi tracking, Webhook webhook, URI shop) {
        this.profiles = profiles;
        this.api = api;
        this.tracking = tracking;
        this.webhook = webhook;
        this.shop = shop;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String action =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (action) {
            case "GET /", "HEAD /" -> Http.send(exchange, 200, "text/html", page(exchange));
            case "GET /control.css" -> Http.send(exchange, 200, "text/css", resource("control.css"));
            case "POST /visitor" -> switchVisitor(exchange, Http.form(exchange));
            case "POST /trait" -> changeTrait(exchange, Http.form(exchange));
            case "POST /api" -> breakApi(exchange, Http.form(exchange));
            default -> Http.send(exchange, 404, "text/plain", "There is no such page.");
        }
    }

    private void switchVisitor(HttpExchange exchange, Map<String, String> form) throws IOException {
        Optional<Visitor> visitor = profiles.find(form.getOrDefault("key", ""));
        setCookie(exchange, USER_COOKIE, visitor.filter(v -> v.idType().equals("user_id")));
        setCookie(exchange, ANONYMOUS_COOKIE, visitor.filter(v -> v.idType().equals("anonymous_id")));
        news = "";
        Http.seeOther(exchange, "/");
    }

    /** Writes the cookie as analytics.js does, or deletes it. */
    private static void setCookie(HttpExchange exchange, String name, Optional<Visitor> visitor) {
        String cookie = name + "=" + visitor.map(Visitor::id).orElse("") + "; Path=/; SameSite=Lax; Max-Age="
                + (visitor.isPresent() ? 31_536_000 : 0);
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
            news = visitor.get().name() + "'s " + name + " is now " + trait.text() + ". "
                    + webhook.push(visitor.get(), name, trait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Http.seeOther(exchange, "/");
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
        Http.seeOther(exchange, "/");
    }

    private String page(HttpExchange exchange) {
        Optional<Visitor> current = current(exchange);
        return template.replace("{shop}", Http.html(shop.toString()))
                .replace("{visitors}", visitors(current))
                .replace("{traits}", current.map(this::traits).orElse("<p>Of a stranger nothing is known.</p>"))
                .replace("{api}", apiStates())
                .replace("{events}", events())
                .replace("{news}", Http.html(news));
    }

    private Optional<Visitor> current(HttpExchange exchange) {
        @Nullable String user = Http.cookie(exchange, USER_COOKIE);
        @Nullable String anonymous = Http.cookie(exchange, ANONYMOUS_COOKIE);
        return user != null ? profiles.find("user_id:" + user) : profiles.find("anonymous_id:" + anonymous);
    }

    private String visitors(Optional<Visitor> current) {
        StringBuilder html =
                new StringBuilder(choice("key", "", "A stranger", "of whom nothing is known", current.isEmpty()));
        for (Visitor visitor : profiles.visitors()) {
            boolean pressed = current.filter(visitor::equals).isPresent();
            html.append(choice("key", visitor.key(), visitor.name(), visitor.about(), pressed));
        }
        return html.toString();
    }

    private String apiStates() {
        StringBuilder html = new StringBuilder();
        for (ApiState state : ApiState.values()) {
            String name = state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
            html.append(choice("state", state.name(), name, state.meaning(), state == api.state()));
        }
        return html.toString();
    }

    private static String choice(String field, String value, String name, String about, boolean pressed) {
        return """
                <button name="%s" value="%s" aria-pressed="%s"><strong>%s</strong> <span>%s</span></button>
                """.formatted(field, Http.html(value), pressed, Http.html(name), Http.html(about));
    }

    private String traits(Visitor visitor) {
        StringBuilder html = new StringBuilder();
        profiles.traits(visitor.key())
                .ifPresent(traits -> traits.forEach((name, trait) -> html.append(
                        """
                <form method="post" action="/trait"><input type="hidden" name="key" value="%1$s">\
                <input type="hidden" name="name" value="%2$s">\
                <label>%2$s <input name="value" value="%3$s" autocomplete="off"></label><button>Set</button></form>
                """.formatted(Http.html(visitor.key()), Http.html(name), Http.html(trait.text())))));
        return html.toString();
    }

    private String events() {
        StringBuilder html = new StringBuilder();
        for (JsonObject event : tracking.events()) {
            JsonObject properties = event.getJsonObject("properties");
            html.append("<li><strong>%s</strong> %s: %s saw %s</li>"
                    .formatted(
                            Http.html(event.getString("event")),
                            Http.html(properties.getString("experiment_name", "")),
                            Http.html(event.getString("userId", event.getString("anonymousId", ""))),
                            Http.html(properties.getString("variation_name", ""))));
        }
        return html.length() == 0
                ? "<p>None yet: see the <a href=\"%sshop\" target=\"_blank\">whole shop</a>.</p>"
                        .formatted(Http.html(shop.toString()))
                : "<ul class=\"events\">" + html + "</ul>";
    }

    private static String resource(String name) {
        try (@Nullable InputStream in = ControlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

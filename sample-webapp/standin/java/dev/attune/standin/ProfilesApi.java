package dev.attune.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The traits of Segment's Profile API: Basic authentication, {@code limit}, {@code next}, {@code include} and
 * {@code verbose}, the documented errors, and a {@code Request-Id} on every answer.
 */
final class ProfilesApi implements HttpHandler {
    static final String PATH = "/v1/spaces/";
    private static final Pattern TRAITS =
            Pattern.compile("/v1/spaces/([^/]+)/collections/users/profiles/([^/]+)/traits");
    /** Segment answers 500 to an id with characters that ought to be percent-encoded. */
    private static final Pattern ENCODED = Pattern.compile("[a-z_]+(?::|%3A)(?:[A-Za-z0-9._~-]|%\\p{XDigit}{2})+");

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    private final Profiles profiles;
    private final String space;
    private final String authorization;
    private volatile ApiState state = ApiState.UP;

    ProfilesApi(Profiles profiles, String space, String token) {
        this.profiles = profiles;
        this.space = space;
        this.authorization = Http.basic(token, "");
    }

    ApiState state() {
        return state;
    }

    void state(ApiState state) {
        this.state = state;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        ApiState now = state;
        if (now == ApiState.DOWN) {
            exchange.close();
        } else if (now.delay().isZero()) {
            answer(exchange);
        } else {
            // The exchange stays open meanwhile, without a thread that waits.
            CompletableFuture.delayedExecutor(now.delay().toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> answerLate(exchange));
        }
    }

    private void answerLate(HttpExchange exchange) {
        try {
            answer(exchange);
        } catch (IOException e) {
            // The caller has given up waiting, as it should.
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Request-Id", UUID.randomUUID().toString());
        Answer answer = answerTo(exchange);
        Http.send(exchange, answer.status(), "application/json", answer.body().toString());
    }

    private Answer answerTo(HttpExchange exchange) {
        if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Answer.error(401, "authentication_error", "The access token is missing or wrong.");
        }
        Matcher path = TRAITS.matcher(exchange.getRequestURI().getRawPath());
        if (!exchange.getRequestMethod().equals("GET")
                || !path.matches()
                || !path.group(1).equals(space)) {
            return Answer.error(404, "not_found", "There is no such resource.");
        }
        if (!ENCODED.matcher(path.group(2)).matches()) {
            return Answer.error(500, "internal_error", "The id is not percent-encoded.");
        }
        Map<String, String> parameters = Http.form(exchange.getRequestURI().getRawQuery());
        return profiles.traits(Http.decode(path.group(2)))
                .map(traits -> page(exchange.getRequestURI().getRawPath(), traits, parameters))
                .orElseGet(() -> Answer.error(404, "not_found", "Profile was not found."));
    }

    private static Answer page(String path, SortedMap<String, Trait> traits, Map<String, String> parameters) {
        int limit;
        String after;
        try {
            limit = Integer.parseInt(parameters.getOrDefault("limit", String.valueOf(DEFAULT_LIMIT)));
            after = nameIn(parameters.getOrDefault("next", ""));
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "validation_error", "limit or next is not valid.");
        }
        if (limit < 1) {
            return Answer.error(400, "validation_error", "limit is not valid.");
        }
        limit = Math.min(limit, MAX_LIMIT);

        String include = parameters.get("include");
        Set<String> included = include == null ? traits.keySet() : new HashSet<>(List.of(include.split(",")));
        List<Map.Entry<String, Trait>> rest = traits.tailMap(after + '\0').entrySet().stream()
                .filter(trait -> included.contains(trait.getKey()))
                .toList();
        boolean more = rest.size() > limit;
        List<Map.Entry<String, Trait>> shown = more ? rest.subList(0, limit) : rest;
        boolean verbose = "true".equals(parameters.get("verbose"));
        JsonObjectBuilder body = Json.createObjectBuilder();
        shown.forEach(trait -> body.add(
                trait.getKey(),
                verbose ? verbose(trait.getValue()) : trait.getValue().value()));
        JsonObjectBuilder cursor = Json.createObjectBuilder()
                .add("url", path + "?limit=" + limit)
                .add("has_more", more)
                .add("next", more ? cursorAfter(shown.get(limit - 1).getKey()) : "")
                .add("limit", limit);
        return new Answer(
                200,
                Json.createObjectBuilder()
                        .add("traits", body)
                        .add("cursor", cursor)
                        .build());
    }

    private static JsonObject verbose(Trait trait) {
        return Json.createObjectBuilder()
                .add("value", trait.value())
                .add("source_id", "demo")
                .add("updated_at", trait.updatedAt().toString())
                .build();
    }

    private static String cursorAfter(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String nameIn(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }

    private record Answer(int status, JsonObject body) {
        static Answer error(int status, String code, String message) {
            JsonObjectBuilder error =
                    Json.createObjectBuilder().add("code", code).add("message", message);
            return new Answer(
                    status, Json.createObjectBuilder().add("error", error).build());
        }
    }
}

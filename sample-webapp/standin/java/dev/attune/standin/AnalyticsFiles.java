package dev.attune.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/**
 * Segment's CDN for one write key: in the place of analytics.js a small script of the demo's own, so that the demo needs neither the
 * internet nor a copy of foreign code; and its settings.
 */
final class AnalyticsFiles implements HttpHandler {
    private final String script = ControlView.resource("analytics.js");
    private final String settings;

    AnalyticsFiles(String writeKey) {
        settings = "{\"integrations\": {\"Segment.io\": {\"apiKey\": \"" + writeKey + "\"}}}";
    }

    static String scriptPath(String writeKey) {
        return "/analytics.js/v1/" + writeKey + "/analytics.min.js";
    }

    static String settingsPath(String writeKey) {
        return "/v1/projects/" + writeKey + "/settings";
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/settings")) {
            Http.send(exchange, 200, "application/json", settings);
        } else {
            Http.send(exchange, 200, "text/javascript", script);
        }
    }
}

package dev.attune.it.cache;

import dev.attune.it.http.Exchange;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.function.LongSupplier;

/** A browser with one visitor, that keeps the cookie of the outcome for as long as the answer says. Used by one thread. */
final class OutcomeVisitor {
    private static final String COOKIE = "attune_outcome=";

    private final String id;
    private final LongSupplier seconds;
    private String code = "";
    private long until;

    /** @param seconds the browser's clock */
    OutcomeVisitor(String id, LongSupplier seconds) {
        this.id = id;
        this.seconds = seconds;
    }

    Response visit(int port, String path) throws IOException {
        String cookies = "ajs_user_id=" + id + (seconds.getAsLong() < until ? "; " + COOKIE + code : "");
        Response answer = send(port, Request.get(path).header("Cookie", cookies));
        answer.headers("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(COOKIE))
                .forEach(this::keep);
        return answer;
    }

    static Response send(int port, Request request) throws IOException {
        Request asBrowser = request.header(
                "User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36");
        try (Exchange exchange = Exchange.open(port, asBrowser)) {
            return exchange.response();
        }
    }

    private void keep(String cookie) {
        code = cookie.substring(COOKIE.length(), cookie.indexOf(';'));
        int age = cookie.indexOf("Max-Age=") + "Max-Age=".length();
        until = seconds.getAsLong() + Long.parseLong(cookie.substring(age, cookie.indexOf(';', age)));
    }
}

package dev.attune.bench.cdn;

import dev.attune.bench.KeptConnection;
import java.io.IOException;

/** A kept-alive connection to a cache, as a browser has one; many visitors take turns on it. */
final class PageConnection implements AutoCloseable {
    private static final String COOKIE = "attune_outcome=";

    private final KeptConnection cache;

    PageConnection(int port) throws IOException {
        cache = new KeptConnection(port);
    }

    /** @param code the visitor's, {@code ""} for none */
    Answer get(String path, String visitor, String code) throws IOException {
        KeptConnection.Page page = cache.get(
                path,
                "User-Agent: Mozilla/5.0 Chrome/130.0 Safari/537.36\r\nCookie: ajs_user_id=" + visitor
                        + (code.isEmpty() ? "" : "; " + COOKIE + code) + "\r\n");
        String set = page.headers().getOrDefault("set-cookie", "");
        return new Answer(
                "HIT".equals(page.headers().get("x-cache")),
                set.startsWith(COOKIE) ? set.substring(COOKIE.length(), set.indexOf(';')) : "",
                page.headers().getOrDefault("attune-outcome", ""),
                page.body());
    }

    @Override
    public void close() throws IOException {
        cache.close();
    }

    /**
     * A page.
     *
     * @param isHit whether it came from the cache
     * @param given the code that the browser is to keep, or {@code ""}
     * @param outcome the code of the page
     */
    record Answer(boolean isHit, String given, String outcome, String body) {}
}

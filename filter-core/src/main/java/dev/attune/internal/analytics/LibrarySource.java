package dev.attune.internal.analytics;

import dev.attune.internal.runtime.Sha256;
import dev.attune.internal.segment.HttpCalls;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Segment's CDN. Thread-safe. */
public final class LibrarySource implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final int MOST_FILE_BYTES = 4 << 20;
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=(\\d{1,9})");
    private static final Pattern ETAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"");
    private static final long SHORTEST_AGE = 60;
    private static final long USUAL_AGE = 300;
    private static final long LONGEST_AGE = 3600;

    private final HttpCalls http = new HttpCalls("Segment's CDN", "attune-library", TIMEOUT, MOST_FILE_BYTES);
    private final String url;
    private final String key;
    private final String shownKey;

    /**
     * @param key the write key
     * @param shownKey what browsers see in its place; it may be the key itself
     */
    public LibrarySource(URI url, String key, String shownKey) {
        this.url = url.toString().replaceFirst("/+$", "") + "/";
        this.key = key;
        this.shownKey = shownKey;
    }

    /**
     * Fetches a file.
     *
     * @param copy the file as it was fetched before, or null: it comes back where it is still good
     */
    CompletableFuture<LibraryFile> fetch(LibraryPath path, @Nullable LibraryFile copy) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path.upstream())).GET();
        if (copy != null && copy.upstreamEtag() != null) {
            request.header("If-None-Match", copy.upstreamEtag());
        }
        return http.send(request.build()).thenApply(response -> file(path, copy, response));
    }

    private LibraryFile file(LibraryPath path, @Nullable LibraryFile copy, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 304 && copy != null) {
            return copy.withMaxAge(maxAge(response));
        }
        // A bucket answers 403 for what is not there.
        if (status == 404 || status == 403 || status == 410) {
            throw new NoSuchFileException();
        }
        if (status != 200) {
            throw new IllegalStateException("Segment's CDN answered " + status);
        }
        String encoding = response.headers().firstValue("Content-Encoding").orElse(null);
        boolean isKeyHidden = path.holdsKey() && !key.equals(shownKey);
        if (isKeyHidden && encoding != null) {
            throw new IllegalStateException("Segment's CDN has encoded a file that holds the write key");
        }
        byte[] bytes = isKeyHidden ? withoutKey(response.body()) : response.body();
        String upstream = response.headers()
                .firstValue("ETag")
                .filter(tag -> ETAG.matcher(tag).matches())
                .orElse(null);
        // Two sites may show the same bytes of Segment's in different ways.
        String etag = upstream == null || isKeyHidden ? '"' + Sha256.hex(bytes, 16) + '"' : upstream;
        return new LibraryFile(bytes, etag, encoding, maxAge(response), upstream);
    }

    /** The files are the same for all visitors, so what equals the key there is the key. */
    private byte[] withoutKey(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(key, shownKey)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static long maxAge(HttpResponse<byte[]> response) {
        Matcher age =
                MAX_AGE.matcher(response.headers().firstValue("Cache-Control").orElse(""));
        long said = age.find() ? Long.parseLong(age.group(1)) : USUAL_AGE;
        return Math.max(SHORTEST_AGE, Math.min(said, LONGEST_AGE));
    }

    @Override
    public void close() {
        http.close();
    }
}

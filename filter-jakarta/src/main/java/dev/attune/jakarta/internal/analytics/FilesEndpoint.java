package dev.attune.jakarta.internal.analytics;

import dev.attune.internal.analytics.LibraryFile;
import dev.attune.internal.analytics.LibraryFiles;
import dev.attune.internal.analytics.LibraryPath;
import dev.attune.internal.analytics.NoSuchFileException;
import dev.attune.jakarta.internal.endpoint.Endpoint;
import dev.attune.jakarta.internal.endpoint.LateAnswer;
import dev.attune.jakarta.internal.rules.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves analytics.js, its settings and its bundles, the same for all visitors. Of a request only the path counts, and only
 * the paths of {@link LibraryPath} lead to Segment. Thread-safe.
 */
final class FilesEndpoint implements Endpoint {
    private final LibraryFiles files;
    private final String ownPaths;
    private final String shownKey;
    private final String key;
    private final BooleanSupplier isOn;

    /**
     * @param ownPaths the path of Attune's endpoints inside the web app, with a slash at its end
     * @param shownKey the write key as pages show it
     * @param key the write key
     */
    FilesEndpoint(LibraryFiles files, String ownPaths, String shownKey, String key, BooleanSupplier isOn) {
        this.files = files;
        this.ownPaths = ownPaths;
        this.shownKey = shownKey;
        this.key = key;
        this.isOn = isOn;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!RequestPath.isReading(request)) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String path = RequestPath.of(request);
        LibraryPath file = !isOn.getAsBoolean() || path == null || !path.startsWith(ownPaths)
                ? null
                : LibraryPath.of(path.substring(ownPaths.length()), shownKey, key);
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        CompletableFuture<@Nullable LibraryFile> found = files.get(file).handle((known, failure) -> {
            if (failure != null && !NoSuchFileException.is(failure)) {
                throw new IllegalStateException(failure);
            }
            return known;
        });
        Answer answer = new Answer(request, response, file, found);
        if (found.isDone() && !found.isCompletedExceptionally()) {
            answer.accept();
        } else {
            answer.after(found.thenAccept(known -> {}));
        }
    }

    private static final class Answer extends LateAnswer {
        private final HttpServletRequest request;
        private final LibraryPath path;
        private final CompletableFuture<@Nullable LibraryFile> found;

        Answer(
                HttpServletRequest request,
                HttpServletResponse response,
                LibraryPath path,
                CompletableFuture<@Nullable LibraryFile> found) {
            super(request, response);
            this.request = request;
            this.path = path;
            this.found = found;
        }

        @Override
        protected void accept() throws IOException {
            LibraryFile file = found.join();
            if (file == null) {
                response.setHeader("Cache-Control", "public, max-age=60");
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setHeader("Cache-Control", "public, max-age=" + file.maxAge());
            response.setHeader("ETag", file.etag());
            response.setHeader("X-Content-Type-Options", "nosniff");
            if (hasCopy(request.getHeader("If-None-Match"), file.etag())) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            if (file.encoding() != null) {
                response.setHeader("Content-Encoding", file.encoding());
            }
            response.setContentType(path.contentType());
            response.setContentLength(file.bytes().length);
            if (!request.getMethod().equals("HEAD")) {
                response.getOutputStream().write(file.bytes());
            }
        }

        /** Compares weakly, as RFC 9110, section 13.1.2, asks. */
        private static boolean hasCopy(@Nullable String validators, String etag) {
            return validators != null
                    && Arrays.stream(validators.split(",", -1))
                            .map(validator -> validator.strip().replaceFirst("^W/", ""))
                            .anyMatch(etag.replaceFirst("^W/", "")::equals);
        }
    }
}

package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.segment.CallRefused;
import dev.attune.jakarta.internal.rules.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells a page's script what another page would tell it: {@code GET …/visitor?path=/shop/cart}, for apps that change the page
 * without loading one. Thread-safe.
 */
public final class VisitorEndpoint implements Endpoint {
    private static final int MOST_CHARACTERS = 4096;

    private final String contextPath;
    private final Answerer answerer;

    /** Says what pages tell. */
    @FunctionalInterface
    public interface Answerer {
        /**
         * Returns what the page at a path would tell the sender of a request.
         *
         * @param path inside the context, decoded and normalized
         * @param query the page's query as it would be sent, or null
         */
        PageState answer(String path, @Nullable String query, HttpServletRequest request, HttpServletResponse response);
    }

    /** @param contextPath the web app's, {@code ""} for the root */
    public VisitorEndpoint(String contextPath, Answerer answerer) {
        this.contextPath = contextPath;
        this.answerer = answerer;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        try {
            String url = url(request, response);
            String path = RequestPath.ofUrl(url, contextPath);
            if (path == null) {
                throw refusal("the path leads to no page of this web app");
            }
            PageState state = answerer.answer(path, RequestPath.queryOfUrl(url), request, response);
            JsonAnswer.send(response, HttpServletResponse.SC_OK, state.json());
        } catch (CallRefused e) {
            JsonAnswer.refuse(response, e);
        }
    }

    private static String url(HttpServletRequest request, HttpServletResponse response) {
        if (!RequestPath.isReading(request)) {
            response.setHeader("Allow", "GET, HEAD");
            throw new CallRefused(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "a visitor is asked for with GET");
        }
        if (!SameOrigin.isSenderOf(request)) {
            throw new CallRefused(HttpServletResponse.SC_FORBIDDEN, "only pages of this origin may ask");
        }
        return asked(request);
    }

    /** Returns the parameter {@code path}. Containers read a query that is malformed each in its own way, so it is read here. */
    private static String asked(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = null;
        for (String parameter : (query == null ? "" : query).split("&", -1)) {
            if (parameter.startsWith("path=")) {
                if (path != null) {
                    throw refusal("the parameter 'path' is there twice");
                }
                path = parameter.substring("path=".length());
            }
        }
        if (path == null || path.isEmpty()) {
            throw refusal(
                    "the parameter 'path' is missing: the page's path and query, with the context path, percent-encoded");
        }
        if (path.length() > MOST_CHARACTERS) {
            throw refusal("the parameter 'path' has more than " + MOST_CHARACTERS + " characters");
        }
        try {
            return URLDecoder.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refusal("the parameter 'path' is not percent-encoded");
        }
    }

    private static CallRefused refusal(String message) {
        return new CallRefused(HttpServletResponse.SC_BAD_REQUEST, message);
    }
}

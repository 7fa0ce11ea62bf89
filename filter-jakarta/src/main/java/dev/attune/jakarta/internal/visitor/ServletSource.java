package dev.attune.jakarta.internal.visitor;

import dev.attune.internal.request.RequestSource;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of a container.
 *
 * @param path the page's path, which a forward does not change
 * @param query the page's query
 */
public record ServletSource(
        HttpServletRequest request, String path, @Nullable String query, Instant time) implements RequestSource {
    @Override
    public @Nullable String method() {
        return request.getMethod();
    }

    @Override
    public @Nullable String host() {
        return request.getServerName();
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        List<String> values = CookieHeader.values(request.getHeaders("Cookie"), name);
        return values.isEmpty() ? null : CookieHeader.decode(values.get(0));
    }

    @Override
    public @Nullable String clientAddress() {
        return request.getRemoteAddr();
    }
}

package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.config.Features;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Attune's own endpoints. Immutable. */
public final class Endpoints {
    /** For servers, not for pages: what Segment pushes while all else is off must not be lost. */
    private static final Set<String> ALWAYS = Set.of("webhook", "profiles", "health");

    private final String prefix;
    private final Map<String, Endpoint> endpoints;

    /**
     * @param routePrefix the path segment that they live under
     * @param endpoints from each one's name, such as {@code client.js}, to what answers there; where the name ends in a
     *     slash, on all paths below it
     */
    public Endpoints(String routePrefix, Map<String, Endpoint> endpoints) {
        this.prefix = "/" + routePrefix + "/";
        this.endpoints = Map.copyOf(endpoints);
    }

    /**
     * Answers a request that is for one of them.
     *
     * @param path the request's path inside the context, decoded and normalized
     * @param features says what is switched on
     * @return false if it is not: then nothing was done, and the app answers
     */
    public boolean handle(String path, Features features, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!path.startsWith(prefix)) {
            return false;
        }
        String name = path.substring(prefix.length());
        Endpoint endpoint = endpoints.get(name.substring(0, name.indexOf('/') + 1));
        if (endpoint == null) {
            endpoint = endpoints.get(name);
        }
        if (endpoint == null || !(features.enabled() || ALWAYS.contains(name.split("/", 2)[0]))) {
            return false;
        }
        endpoint.handle(request, response);
        return true;
    }
}

package dev.attune.internal.store;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Redis is, as {@code redis://} or {@code rediss://} with user and password, and how many replicas must have an
 * update before it is acknowledged: {@code ?replicas=1}.
 */
record RedisAddress(RedisURI uri, int replicas) {
    /**
     * Reads an address.
     *
     * @throws UnusableStoreException if it is none; the message holds no password
     */
    static RedisAddress parse(String text) {
        try {
            URI given = new URI(text);
            int replicas = 0;
            List<String> others = new ArrayList<>();
            for (String part : given.getRawQuery() == null
                    ? new String[0]
                    : given.getRawQuery().split("&", -1)) {
                if (part.startsWith("replicas=")) {
                    replicas = Integer.parseInt(part.substring("replicas=".length()));
                } else {
                    others.add(part);
                }
            }
            int query = text.indexOf('?');
            String bare = query < 0 ? text : text.substring(0, query);
            return new RedisAddress(
                    RedisURI.create(others.isEmpty() ? bare : bare + "?" + String.join("&", others)), replicas);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new UnusableStoreException(
                    "store: not a Redis address; expected redis://[USER:PASSWORD@]HOST:PORT[/DATABASE][?replicas=N]");
        }
    }
}

package dev.attune.spring;

import dev.attune.jakarta.PersonalizationFilter;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code GET /actuator/attune}: what the filter says of itself, with all its counters. */
@Endpoint(id = "attune")
record AttuneEndpoint(PersonalizationFilter filter) {
    /** Returns the JSON of {@code /attune/health}. */
    @ReadOperation
    public Map<String, Object> health() {
        return filter.health();
    }
}

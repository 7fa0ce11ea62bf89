package dev.attune.jakarta.internal.response;

import java.util.List;

/**
 * What shared caches may do with a page that all visitors of one outcome see alike.
 *
 * @param code what a cache tells the outcomes apart by: the value of {@link #HEADER} in the request
 * @param seconds how long they may keep it
 */
public record Sharing(String code, long seconds) {
    /** The header of requests and responses that holds the code. */
    public static final String HEADER = "Attune-Outcome";

    /** Returns the same for other seconds. */
    Sharing within(long allowed) {
        return new Sharing(code, allowed);
    }

    /** Returns the names by which a cache drops the page when it is asked to. */
    List<String> tags() {
        return List.of("attune", "attune-" + code);
    }
}

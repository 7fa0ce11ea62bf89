package dev.attune.jakarta.internal.explain;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where a request's time went, as far as Attune took it (Server Timing, W3C). The request's threads may add to it at any
 * time.
 */
public final class ServerTiming {
    private static final String HEADER = "Server-Timing";
    private static final String PREFIX = "attune-";

    private final LongAdder identity = new LongAdder();
    private final LongAdder lookup = new LongAdder();
    private final LongAdder decision = new LongAdder();
    private final LongAdder preparing = new LongAdder();

    /** Finding out who sent the request, in nanoseconds. */
    public LongAdder identity() {
        return identity;
    }

    /** Waiting for the profile, in nanoseconds. */
    public LongAdder lookup() {
        return lookup;
    }

    /** Deciding what follows, in nanoseconds. */
    public LongAdder decision() {
        return decision;
    }

    /** Making ready what rewrites the page, in nanoseconds. */
    public LongAdder preparing() {
        return preparing;
    }

    /**
     * Sets the header beside what the app says there; does nothing where it is too late.
     *
     * @param rewriting the rewriting so far, in nanoseconds
     */
    public void write(HttpServletResponse response, long rewriting) {
        if (response.isCommitted()) {
            return;
        }
        List<String> values = new ArrayList<>(response.getHeaders(HEADER));
        values.removeIf(value -> value.startsWith(PREFIX));
        values.add(entry("identity", identity.sum()) + ", " + entry("lookup", lookup.sum()) + ", "
                + entry("decision", decision.sum()) + ", " + entry("rewriting", preparing.sum() + rewriting));
        response.setHeader(HEADER, values.get(0));
        values.subList(1, values.size()).forEach(value -> response.addHeader(HEADER, value));
    }

    private static String entry(String name, long nanos) {
        return PREFIX + name + ";dur=" + String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }
}

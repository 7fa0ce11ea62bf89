package dev.attune.internal.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request as it came. Null stands for what it does not say. */
public interface RequestSource {
    /** Returns the path inside the context, decoded and normalized. */
    String path();

    /** Returns the query behind the question mark, as it was sent. */
    @Nullable
    String query();

    @Nullable
    String method();

    /** Returns the host that was asked, with or without a port. */
    @Nullable
    String host();

    /** Returns the first header of a name, whose case does not matter. */
    @Nullable
    String header(String name);

    /** Returns the first cookie of a name, decoded. */
    @Nullable
    String cookie(String name);

    /** Returns the IP address of the client. */
    @Nullable
    String clientAddress();

    @Nullable
    Instant time();
}

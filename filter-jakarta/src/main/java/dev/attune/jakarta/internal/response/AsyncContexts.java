package dev.attune.jakarta.internal.response;

import jakarta.servlet.AsyncContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts one wrapper into the place of a container's asynchronous context, the same each time: apps compare contexts, and keep
 * them in sets. Thread-safe.
 */
public final class AsyncContexts {
    private @Nullable AsyncContextWrapper last;

    /**
     * Returns the wrapper of a context, made at the first call; a wrapper from here is its own.
     *
     * @param wrapping makes the wrapper
     */
    public synchronized AsyncContext of(
            AsyncContext context, Function<AsyncContext, ? extends AsyncContextWrapper> wrapping) {
        AsyncContextWrapper known = last;
        if (known != null && (known == context || known.container() == context)) {
            return known;
        }
        AsyncContextWrapper made = wrapping.apply(context);
        last = made;
        return made;
    }
}

package dev.attune.jakarta.internal.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** The app's listener, but that its events name the context that the app has. */
final class AsyncListenerWrapper implements AsyncListener {
    private final AsyncListener app;
    private final UnaryOperator<AsyncContext> contexts;

    /** @param contexts from the container's context to the app's */
    AsyncListenerWrapper(AsyncListener app, UnaryOperator<AsyncContext> contexts) {
        this.app = app;
        this.contexts = contexts;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        app.onComplete(forApp(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        app.onTimeout(forApp(event));
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        app.onError(forApp(event));
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        app.onStartAsync(forApp(event));
    }

    private AsyncEvent forApp(AsyncEvent event) {
        return event.getAsyncContext() == null
                ? event
                : new AsyncEvent(
                        contexts.apply(event.getAsyncContext()),
                        event.getSuppliedRequest(),
                        event.getSuppliedResponse(),
                        event.getThrowable());
    }
}

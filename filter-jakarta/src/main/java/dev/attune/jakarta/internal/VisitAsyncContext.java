package dev.attune.jakarta.internal;

import dev.attune.jakarta.internal.response.AsyncContextWrapper;
import dev.attune.jakarta.internal.response.AsyncContexts;
import jakarta.servlet.AsyncContext;

/** The container's context, but that what it starts serves the same {@linkplain CurrentVisit visit}. Holds no state. */
final class VisitAsyncContext extends AsyncContextWrapper {
    private final AsyncContexts contexts;
    private final Visit visit;

    private VisitAsyncContext(AsyncContext container, AsyncContexts contexts, Visit visit) {
        super(container);
        this.contexts = contexts;
        this.visit = visit;
    }

    static AsyncContext of(AsyncContext container, AsyncContexts contexts, Visit visit) {
        return contexts.of(container, context -> new VisitAsyncContext(context, contexts, visit));
    }

    @Override
    public void start(Runnable run) {
        super.start(CurrentVisit.serving(visit, run));
    }

    @Override
    protected AsyncContext forApp(AsyncContext context) {
        return of(context, contexts, visit);
    }
}

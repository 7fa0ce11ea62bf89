package dev.attune.jakarta.internal;

import dev.attune.jakarta.internal.response.AsyncContextWrapper;
import jakarta.servlet.AsyncContext;

/** The container's context, but that what it starts serves the same {@linkplain CurrentVisit visit}. Holds no state. */
final class VisitAsyncContext extends AsyncContextWrapper {
    private final Visit visit;

    VisitAsyncContext(AsyncContext container, Visit visit) {
        super(container);
        this.visit = visit;
    }

    @Override
    public void start(Runnable run) {
        super.start(CurrentVisit.serving(visit, run));
    }
}

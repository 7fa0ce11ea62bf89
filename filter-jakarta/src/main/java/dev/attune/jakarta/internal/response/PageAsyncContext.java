package dev.attune.jakarta.internal.response;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The container's context, but that the page ends before the container completes the response. */
final class PageAsyncContext extends AsyncContextWrapper {
    private static final Logger LOG = System.getLogger(PageAsyncContext.class.getPackageName());

    private final AsyncContexts contexts;
    private final PageBody body;
    /** Whether the app named no request and response of its own when it started this. */
    private volatile boolean originals;

    PageAsyncContext(AsyncContexts contexts, PageBody body, AsyncContext container) {
        super(container);
        this.contexts = contexts;
        this.body = body;
    }

    static AsyncContext of(AsyncContext container, AsyncContexts contexts, PageBody body) {
        return contexts.of(container, context -> new PageAsyncContext(contexts, body, context));
    }

    /** @param withOriginals whether the app named no request and response of its own */
    static AsyncContext started(AsyncContext container, AsyncContexts contexts, PageBody body, boolean withOriginals) {
        AsyncContext started = of(container, contexts, body);
        if (started instanceof PageAsyncContext page) {
            page.originals = withOriginals;
        }
        return started;
    }

    /** After {@code complete} the container takes no more bytes. */
    @Override
    public void complete() {
        try {
            body.end(super::complete);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Attune: the visitor went away before the page ended", e);
            super.complete();
        }
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return originals || super.hasOriginalRequestAndResponse();
    }

    @Override
    protected AsyncContext forApp(AsyncContext context) {
        return of(context, contexts, body);
    }
}

package dev.attune.jakarta.internal.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The container's context, but that the page ends before the container completes the response. */
final class PageAsyncContext extends AsyncContextWrapper {
    private static final Logger LOG = System.getLogger(PageAsyncContext.class.getPackageName());

    private final PageBody body;
    private final boolean originals;

    /** @param originals whether the app named no request and response of its own */
    PageAsyncContext(PageBody body, AsyncContext container, boolean originals) {
        super(container);
        this.body = body;
        this.originals = originals;
    }

    /** After {@code complete} the container takes no more bytes. */
    @Override
    public void complete() {
        try {
            body.end(super::complete);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The visitor went away before the page ended", e);
            super.complete();
        }
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return originals || super.hasOriginalRequestAndResponse();
    }

    @Override
    public void addListener(AsyncListener listener) {
        super.addListener(new PageAsyncListener(listener, this::ours));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        super.addListener(new PageAsyncListener(listener, this::ours), request, response);
    }

    private AsyncContext ours(AsyncContext told) {
        if (told instanceof PageAsyncContext) {
            return told;
        }
        return told == container() ? this : new PageAsyncContext(body, told, originals);
    }
}

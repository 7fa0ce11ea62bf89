package dev.attune.jakarta.internal.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/** The container's context, but that the page ends before the container completes the response. Holds no state. */
final class PageAsyncContext implements AsyncContext {
    private final PageExchange exchange;
    private final AsyncContext container;
    private final boolean originals;

    /** @param originals whether the app named no request and response of its own */
    PageAsyncContext(PageExchange exchange, AsyncContext container, boolean originals) {
        this.exchange = exchange;
        this.container = container;
        this.originals = originals;
    }

    @Override
    public void complete() {
        exchange.complete(container);
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return originals || container.hasOriginalRequestAndResponse();
    }

    @Override
    public void addListener(AsyncListener listener) {
        container.addListener(new PageAsyncListener(listener, exchange));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        container.addListener(new PageAsyncListener(listener, exchange), request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container.createListener(type);
    }

    @Override
    public ServletRequest getRequest() {
        return container.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return container.getResponse();
    }

    @Override
    public void dispatch() {
        container.dispatch();
    }

    @Override
    public void dispatch(String path) {
        container.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        container.dispatch(context, path);
    }

    @Override
    public void start(Runnable run) {
        container.start(run);
    }

    @Override
    public void setTimeout(long timeout) {
        container.setTimeout(timeout);
    }

    @Override
    public long getTimeout() {
        return container.getTimeout();
    }
}

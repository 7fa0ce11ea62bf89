package dev.attune.jakarta.internal;

import dev.attune.profile.Profile;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Shows the app the visitor's profile as a request attribute, and looks it up only if the app reads it. What the app starts
 * by the request's asynchronous context serves the visitor too.
 */
final class VisitRequest extends HttpServletRequestWrapper {
    private final Visit visit;

    VisitRequest(HttpServletRequest request, Visit visit) {
        super(request);
        this.visit = visit;
    }

    /** Returns a request that shows the profile: in later dispatches, a container may hand out its own once more. */
    static HttpServletRequest of(HttpServletRequest request, Visit visit) {
        boolean shows = request instanceof VisitRequest
                || (request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(VisitRequest.class));
        return shows ? request : new VisitRequest(request, visit);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        if (Visit.PROFILE_ATTRIBUTE.equals(name)) {
            Object set = super.getAttribute(name);
            return set instanceof Profile ? set : visit.profile();
        }
        return super.getAttribute(name);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        HttpSession session = super.getSession(create);
        if (session != null) {
            // What the app keeps there is its visitor's own, and may stand in the page.
            visit.noteReading();
        }
        return session;
    }

    @Override
    public HttpSession getSession() {
        visit.noteReading();
        return super.getSession();
    }

    @Override
    public AsyncContext startAsync() {
        return forApp(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return forApp(super.startAsync(request, response));
    }

    @Override
    public AsyncContext getAsyncContext() {
        return forApp(super.getAsyncContext());
    }

    private AsyncContext forApp(AsyncContext container) {
        return VisitAsyncContext.of(container, visit.asyncContexts(), visit);
    }
}

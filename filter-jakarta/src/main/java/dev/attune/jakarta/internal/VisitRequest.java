package dev.attune.jakarta.internal;

import dev.attune.profile.Profile;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
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

    @Override
    public @Nullable Object getAttribute(String name) {
        if (Visit.PROFILE_ATTRIBUTE.equals(name)) {
            Object set = super.getAttribute(name);
            return set instanceof Profile ? set : visit.profile();
        }
        return super.getAttribute(name);
    }

    @Override
    public AsyncContext startAsync() {
        return new VisitAsyncContext(super.startAsync(), visit);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return new VisitAsyncContext(super.startAsync(request, response), visit);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return new VisitAsyncContext(super.getAsyncContext(), visit);
    }
}

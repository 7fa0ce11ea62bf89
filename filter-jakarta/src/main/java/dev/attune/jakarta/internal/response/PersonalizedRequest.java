package dev.attune.jakarta.internal.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The request that the app sees: asynchronous processing keeps our response, and conditions that only we can judge are not
 * shown. It never touches the body.
 */
final class PersonalizedRequest extends HttpServletRequestWrapper {
    private static final String IF_MATCH = "If-Match";
    private static final Set<String> HIDDEN = Set.of("if-none-match", "if-modified-since", "if-range", "range");

    private final PageExchange exchange;
    private final PersonalizedResponse response;
    private final boolean hides;
    private final @Nullable String query;

    /**
     * @param query what to show where the container shows no query: Open Liberty shows a page to which Attune forwards
     *     only the query of the forward's path
     */
    PersonalizedRequest(
            PageExchange exchange, HttpServletRequest request, PersonalizedResponse response, @Nullable String query) {
        super(request);
        this.exchange = exchange;
        this.response = response;
        hides = exchange.conditions().areHidden();
        this.query = query;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (isHidden(name)) {
            return null;
        }
        String value = super.getHeader(name);
        return value != null && IF_MATCH.equalsIgnoreCase(name) ? Validator.withoutSuffix(value) : value;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (isHidden(name)) {
            return Collections.emptyEnumeration();
        }
        Enumeration<String> values = super.getHeaders(name);
        if (!IF_MATCH.equalsIgnoreCase(name)) {
            return values;
        }
        List<String> ours = Collections.list(values);
        ours.replaceAll(Validator::withoutSuffix);
        return Collections.enumeration(ours);
    }

    @Override
    public long getDateHeader(String name) {
        return isHidden(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public int getIntHeader(String name) {
        return isHidden(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        if (!hides) {
            return super.getHeaderNames();
        }
        exchange.conditions().asked();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Collections.list(super.getHeaderNames()));
        names.removeAll(HIDDEN);
        return Collections.enumeration(names);
    }

    private boolean isHidden(String name) {
        if (!hides || !HIDDEN.contains(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        exchange.conditions().asked();
        return true;
    }

    @Override
    public @Nullable String getQueryString() {
        String shown = super.getQueryString();
        return shown == null ? query : shown;
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        RequestDispatcher container = super.getRequestDispatcher(path);
        return container == null ? null : new WatchedDispatcher(container, response.body());
    }

    /** The container would hand out its own response then, which lies below all wrappers. */
    @Override
    public AsyncContext startAsync() {
        response.passOuterWrappers();
        return started(super.startAsync(this, response), true);
    }

    @Override
    public AsyncContext startAsync(ServletRequest given, ServletResponse answer) {
        return started(super.startAsync(given, answer), given == this && answer == response);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return PageAsyncContext.of(super.getAsyncContext(), exchange.asyncContexts(), response.body());
    }

    private AsyncContext started(AsyncContext container, boolean withOriginals) {
        exchange.startedAsync();
        response.changeThread();
        return PageAsyncContext.started(container, exchange.asyncContexts(), response.body(), withOriginals);
    }
}

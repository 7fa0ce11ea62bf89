package dev.attune.bench.filter;

import dev.attune.testing.Fake;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that answers at no cost. */
final class StubRequest extends HttpServletRequestWrapper {
    private static final HttpServletRequest NOTHING = Fake.unused(HttpServletRequest.class);

    private static final List<String> COOKIES = List.of("theme=light; ajs_user_id=eu-user; ajs_anonymous_id=a1");

    private final String path;
    private @Nullable Object attribute;

    StubRequest(String path) {
        super(NOTHING);
        this.path = path;
    }

    @Override
    public ServletContext getServletContext() {
        return StubConfig.CONTEXT;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equals("Cookie") ? Collections.enumeration(COOKIES) : Collections.emptyEnumeration();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attribute;
    }

    @Override
    public void setAttribute(String name, Object value) {
        attribute = value;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return Fake.unused(AsyncContext.class);
    }
}

package dev.attune.jakarta.internal.response;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The container's response as all wrappers see it: without the {@code Cache-Control} that Attune set where the app had set
 * none. Some filters set theirs at the commit or after the chain, and only where none is: Spring Security its
 * {@code no-store}. Attune's weaker one would keep them from it. It is on the container's response all the same, so that no
 * way of committing can leave it out; a stricter one takes its place.
 *
 * <p>Such a filter may stand before Attune with a wrapper of its own. That is why this stands below all wrappers, where
 * Tomcat, too, puts a wrapper for a forward.
 */
final class InnermostResponse extends HttpServletResponseWrapper {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String EXPIRES = "Expires";

    private final HttpServletResponse own;

    /** What the response must satisfy, or null while it is the app's own affair. */
    private @Nullable PagePlan page;

    /** What shared caches may do with the response at present, or null. */
    private @Nullable Sharing sharing;

    /** Whether something has spoken against sharing; then it is out of the question. */
    private boolean isRefused;
    /** Not every container shows in its headers that there is one. */
    private boolean hasCookie;

    /** Whether Attune sets headers. */
    private boolean isAttunes;
    /** Whether the {@code Cache-Control} is Attune's own, in the place of none. */
    private boolean isAdded;

    private InnermostResponse(HttpServletResponse container) {
        super(container);
        own = container;
    }

    /**
     * Returns the container's response, whatever stands below this one now: in an include Tomcat puts a response there that
     * takes no headers. They are not the included servlet's to set, but Attune stands outside of the include.
     */
    HttpServletResponse own() {
        return own;
    }

    /** Sets headers that are Attune's, not those of a servlet that is included. */
    void asAttune(Runnable headers) {
        boolean was = isAttunes;
        isAttunes = true;
        try {
            headers.run();
        } finally {
            isAttunes = was;
        }
    }

    /** Tells whether the response is as private as a plan needs. In an include the container may have taken no header. */
    boolean satisfies(PagePlan plan) {
        return sharing == null ? CachePolicy.isApplied(own, plan) : SharedCachePolicy.stillFits(own, sharing);
    }

    /** Tells whether shared caches may keep the response, as far as its headers go. */
    boolean mayBeShared(Sharing offered) {
        return !isRefused && !hasCookie && (sharing != null || SharedCachePolicy.seconds(own, offered.seconds()) > 0);
    }

    boolean isShared() {
        return sharing != null;
    }

    /**
     * Lets shared caches keep the response, for as long as nothing speaks against it.
     *
     * @param outer this response, or a wrapper of it that is to hear what is set
     * @return whether they may
     */
    boolean share(HttpServletResponse outer, PagePlan plan, Sharing offered) {
        if (sharing == null && !isRefused && !hasCookie) {
            Sharing allowed = offered.within(SharedCachePolicy.seconds(own, offered.seconds()));
            if (allowed.seconds() == 0) {
                return false;
            }
            sharing = allowed;
            page = plan;
            asAttune(() -> SharedCachePolicy.apply(outer, allowed));
        } else {
            settle(outer);
        }
        return sharing != null;
    }

    /** Makes a shared response its visitor's only where something speaks against sharing now: a container sets cookies unseen. */
    void settle(HttpServletResponse outer) {
        Sharing present = sharing;
        PagePlan plan = page;
        if (present == null || plan == null || own.isCommitted()) {
            return;
        }
        if (hasCookie || plan.sharing() == null || !SharedCachePolicy.stillFits(own, present)) {
            withdraw(outer);
        } else if (own.getHeaders(CACHE_CONTROL).size() > 1
                || !CachePolicy.hasDirective(own.getHeaders("Vary"), Sharing.HEADER)) {
            asAttune(() -> SharedCachePolicy.apply(outer, present));
        }
    }

    /** Makes a shared response its visitor's only. */
    void withdraw(HttpServletResponse outer) {
        PagePlan plan = page;
        if (sharing != null && plan != null && !own.isCommitted()) {
            sharing = null;
            isRefused = true;
            restrict(outer, plan);
        }
    }

    /** Puts one below the wrappers of a response, and returns the response to go on with. */
    static HttpServletResponse insert(HttpServletResponse response) {
        ServletResponseWrapper last = null;
        ServletResponse container = response;
        while (container instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof InnermostResponse) {
                return response;
            }
            last = wrapper;
            container = wrapper.getResponse();
        }
        InnermostResponse innermost = new InnermostResponse((HttpServletResponse) container);
        if (last == null) {
            return innermost;
        }
        last.setResponse(innermost);
        return response;
    }

    /** Returns the one that {@link #insert} put below a response. */
    static InnermostResponse below(HttpServletResponse response) {
        ServletResponse current = response;
        while (!(current instanceof InnermostResponse)) {
            current = ((ServletResponseWrapper) current).getResponse();
        }
        return (InnermostResponse) current;
    }

    /**
     * Makes the response private, or leaves it as strict as it is, and keeps it so.
     *
     * @param outer this response, or a wrapper of it that is to hear what is set
     */
    void restrict(HttpServletResponse outer, PagePlan plan) {
        page = plan;
        sharing = null;
        boolean was = isAttunes;
        isAttunes = true;
        try {
            CachePolicy.apply(outer, plan);
        } finally {
            isAttunes = was;
        }
    }

    /** Leaves what follows to the app. */
    void permit() {
        page = null;
        sharing = null;
    }

    // ---- headers that caches go by: the response stays as private as it must be, whatever sets them

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (isAttunes) {
            isAdded |= isCacheControl(name) && own.getHeaders(name).isEmpty();
            own.setHeader(name, value);
            return;
        }
        super.setHeader(name, value);
        isAdded &= !isCacheControl(name);
        changed(name);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (isAttunes) {
            own.addHeader(name, value);
        } else if (isAdded && isCacheControl(name)) {
            setHeader(name, value);
        } else {
            super.addHeader(name, value);
            changed(name);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        super.setIntHeader(name, value);
        changed(name);
    }

    @Override
    public void addIntHeader(String name, int value) {
        super.addIntHeader(name, value);
        changed(name);
    }

    @Override
    public void setDateHeader(String name, long value) {
        if (isAttunes) {
            own.setDateHeader(name, value);
            return;
        }
        super.setDateHeader(name, bounded(name, value));
        changed(name);
    }

    @Override
    public void addDateHeader(String name, long value) {
        super.addDateHeader(name, bounded(name, value));
        changed(name);
    }

    /** HTTP/1.0 caches go by nothing else. */
    private long bounded(String name, long value) {
        return page != null && EXPIRES.equalsIgnoreCase(name) ? Math.min(value, 0) : value;
    }

    private void changed(String name) {
        PagePlan plan = page;
        if (plan == null) {
            return;
        }
        if (sharing != null) {
            if (SharedCachePolicy.concerns(name)) {
                settle(this);
            }
        } else if (CachePolicy.concerns(name)) {
            restrict(this, plan);
        }
    }

    @Override
    public void addCookie(Cookie cookie) {
        super.addCookie(cookie);
        hasCookie = true;
        changed("Set-Cookie");
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        changed(Eligibility.STATUS);
    }

    private static boolean isCacheControl(String name) {
        return CACHE_CONTROL.equalsIgnoreCase(name);
    }

    @Override
    public void reset() {
        super.reset();
        page = null;
        sharing = null;
        isRefused = false;
        hasCookie = false;
        isAdded = false;
    }

    // ---- the view of wrappers

    /** After the commit no header can be set any more, and what was sent may be seen. */
    private boolean hides() {
        return isAdded && !isCommitted();
    }

    private boolean hides(String name) {
        return isCacheControl(name) && hides();
    }

    @Override
    public boolean containsHeader(String name) {
        return !hides(name) && super.containsHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hides(name) ? null : super.getHeader(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return hides(name) ? List.of() : super.getHeaders(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        if (isAttunes || !hides()) {
            return super.getHeaderNames();
        }
        Set<String> names = new LinkedHashSet<>(super.getHeaderNames());
        names.removeIf(CACHE_CONTROL::equalsIgnoreCase);
        return names;
    }
}

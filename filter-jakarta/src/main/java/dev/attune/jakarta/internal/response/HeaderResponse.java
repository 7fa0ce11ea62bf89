package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers of a {@link PersonalizedResponse}: those withheld from the container, and those that the app sees. */
abstract class HeaderResponse extends HttpServletResponseWrapper {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    final WithheldHeaders withheld = new WithheldHeaders();
    final InnermostResponse innermost;

    /** @param response one with an {@link InnermostResponse} at its bottom */
    HeaderResponse(HttpServletResponse response) {
        super(response);
        innermost = InnermostResponse.below(response);
    }

    /** Tells whether headers about exact bytes are still to be withheld. */
    abstract boolean withholds();

    /** Gets called for a header that was set after the response was decided upon, and for no other. */
    abstract void changed(String name);

    HttpServletResponse container() {
        return (HttpServletResponse) getResponse();
    }

    /** A value with control characters is the container's to refuse, or to clean, while the app sets it. */
    private static boolean isPlain(@Nullable String value) {
        for (int i = 0; value != null && i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) == 0x7F) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        String canonical = withholds() && isPlain(value) ? WithheldHeaders.canonical(name) : null;
        if (canonical != null) {
            withheld.set(canonical, name, value);
        } else {
            container().setHeader(name, value);
        }
        changed(name);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        String canonical = withholds() && isPlain(value) ? WithheldHeaders.canonical(name) : null;
        if (canonical == null) {
            container().addHeader(name, value);
        } else if (canonical.equals(WithheldHeaders.CONTENT_LENGTH)) {
            withheld.set(canonical, name, value);
        } else {
            withheld.add(canonical, name, value);
        }
        changed(name);
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (withholds() && WithheldHeaders.canonical(name) != null) {
            setHeader(name, Integer.toString(value));
        } else {
            container().setIntHeader(name, value);
            changed(name);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (withholds() && WithheldHeaders.canonical(name) != null) {
            addHeader(name, Integer.toString(value));
        } else {
            container().addIntHeader(name, value);
            changed(name);
        }
    }

    @Override
    public void setDateHeader(String name, long value) {
        if (withholds() && WithheldHeaders.canonical(name) != null) {
            setHeader(name, HTTP_DATE.format(Instant.ofEpochMilli(value)));
        } else {
            container().setDateHeader(name, value);
            changed(name);
        }
    }

    @Override
    public void addDateHeader(String name, long value) {
        if (withholds() && WithheldHeaders.canonical(name) != null) {
            addHeader(name, HTTP_DATE.format(Instant.ofEpochMilli(value)));
        } else {
            container().addDateHeader(name, value);
            changed(name);
        }
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (withholds()) {
            withheld.length(length);
            changed(WithheldHeaders.CONTENT_LENGTH);
        } else {
            container().setContentLengthLong(length);
        }
    }

    @Override
    public boolean containsHeader(String name) {
        String canonical = WithheldHeaders.canonical(name);
        return (canonical != null && withheld.get(canonical) != null)
                || container().containsHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        String canonical = WithheldHeaders.canonical(name);
        String value = canonical == null ? null : withheld.get(canonical);
        return value != null ? value : container().getHeader(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        String canonical = WithheldHeaders.canonical(name);
        return canonical != null && withheld.get(canonical) != null
                ? withheld.all(canonical)
                : container().getHeaders(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        Set<String> names = new LinkedHashSet<>(container().getHeaderNames());
        withheld.addNamesTo(names);
        return names;
    }
}

package dev.attune.jakarta.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A question about a page, as if its sender asked for the page itself: a form of the explain page is sent by POST, and comes from the
 * explain page, and neither is true of the page.
 */
final class PageRequest extends HttpServletRequestWrapper {
    PageRequest(HttpServletRequest question) {
        super(question);
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase("Referer") ? null : super.getHeader(name);
    }
}

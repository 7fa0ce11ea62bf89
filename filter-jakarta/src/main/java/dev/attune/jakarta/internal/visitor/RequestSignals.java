package dev.attune.jakarta.internal.visitor;

import dev.attune.internal.consent.Signals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Shows a request to those who ask it for consent. */
record RequestSignals(HttpServletRequest request) implements Signals {
    @Override
    public List<String> headers(String name) {
        Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }

    @Override
    public List<String> cookies(String name) {
        return CookieHeader.values(request.getHeaders("Cookie"), name);
    }
}

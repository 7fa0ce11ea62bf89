package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** The cookies of a response that its headers do not show: Undertow keeps them apart until the commit. */
final class HiddenCookies {
    private HiddenCookies() {}

    /** Tells whether there are any, or whether that cannot be known. */
    static boolean areIn(HttpServletResponse container) {
        if (!container.getClass().getName().startsWith("io.undertow.")) {
            return false;
        }
        try {
            Object exchange = container.getClass().getMethod("getExchange").invoke(container);
            Object cookies = exchange.getClass().getMethod("getResponseCookies").invoke(exchange);
            return !(cookies instanceof Map<?, ?> byName) || !byName.isEmpty();
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}

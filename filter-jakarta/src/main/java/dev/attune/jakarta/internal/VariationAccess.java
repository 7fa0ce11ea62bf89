package dev.attune.jakarta.internal;

import dev.attune.decision.Variation;
import dev.attune.internal.runtime.FailureLog;
import dev.attune.jakarta.internal.access.Constraints;
import jakarta.servlet.http.HttpServletRequest;

/** Tells which variations a visitor may see: a forward passes by the container's own checks. Thread-safe. */
record VariationAccess(Constraints constraints, FailureLog failures) {

    /** Returns whether there may be a page for the sender of a request. The app's own page is the app's own affair. */
    boolean allows(Variation variation, HttpServletRequest request) {
        String path = variation.path();
        if (path == null) {
            return true;
        }
        if (!constraints.allow(path, request)) {
            failures.report("a security-constraint keeps a visitor from the variation " + path, null);
            return false;
        }
        return request.getRequestDispatcher(path) != null;
    }
}

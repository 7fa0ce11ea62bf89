package dev.attune.jakarta.internal;

import dev.attune.internal.config.Features;
import dev.attune.jakarta.internal.explain.ExplainAccess;
import dev.attune.jakarta.internal.explain.ExplainAccess.Grant;
import dev.attune.jakarta.internal.explain.ServerTiming;
import dev.attune.jakarta.internal.preview.Previews;
import dev.attune.jakarta.internal.preview.Previews.OpenPreview;
import dev.attune.jakarta.internal.rules.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a request adds to its page by a preview link or the explain key. There is one where {@code explainKey} is set. */
record Inspections(ExplainAccess access, Previews previews, String explainUrl) {

    /** Answers a request that opens or ends a preview; returns false for all others, having done nothing. */
    boolean answer(String path, Features now, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return now.preview() && RequestPath.isReading(request) && previews.answer(path, request, response);
    }

    /** A preview shows and never acts: a form that is sent is its visitor's own. */
    Inspection of(String path, Features now, HttpServletRequest request) {
        OpenPreview preview = now.preview() && RequestPath.isReading(request) ? previews.of(request) : null;
        boolean mayExplain = now.explain() && access.of(request) != Grant.NONE;
        return preview == null && !mayExplain
                ? Inspection.NONE
                : new Inspection(
                        mayExplain ? new ServerTiming() : null,
                        preview,
                        preview == null ? "" : Previews.endUrl(path, request),
                        explainUrl);
    }

    /** Returns the request as the app may see it: an app that shows or logs its headers must not tell the key. */
    static HttpServletRequest withoutKey(HttpServletRequest request) {
        return request.getHeader(ExplainAccess.HEADER) == null ? request : new WithoutKey(request);
    }

    private static final class WithoutKey extends HttpServletRequestWrapper {
        WithoutKey(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(ExplainAccess.HEADER) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(ExplainAccess.HEADER)
                    ? Collections.emptyEnumeration()
                    : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf(ExplainAccess.HEADER::equalsIgnoreCase);
            return Collections.enumeration(names);
        }
    }
}

package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Tells whether a request looks like a navigation, whose answer the browser shows as a document of its own (Fetch Metadata,
 * section 2.1). Where a browser does not say so, a header of a library that asks for a part of a page says the contrary.
 */
final class Navigation {
    private static final String DESTINATION = "Sec-Fetch-Dest";
    private static final String HTMX = "HX-Request";
    /** With these, htmx takes a whole page for an answer, as a browser does. */
    private static final List<String> WHOLE_PAGE_FOR_HTMX = List.of("HX-Boosted", "HX-History-Restore-Request");

    private static final List<String> PARTS =
            List.of("Turbo-Frame", "X-PJAX", "X-Requested-With", "Faces-Request", "X-Up-Target");

    /** The headers that are read, as a {@code Vary} value. */
    static final String VARY =
            DESTINATION + ", " + HTMX + ", " + String.join(", ", WHOLE_PAGE_FOR_HTMX) + ", " + String.join(", ", PARTS);

    private Navigation() {}

    static boolean is(HttpServletRequest request) {
        String destination = request.getHeader(DESTINATION);
        if (destination != null) {
            return destination.equals("document") || destination.equals("iframe") || destination.equals("frame");
        }
        return PARTS.stream().noneMatch(name -> request.getHeader(name) != null)
                && (request.getHeader(HTMX) == null
                        || WHOLE_PAGE_FOR_HTMX.stream().anyMatch(name -> request.getHeader(name) != null));
    }
}

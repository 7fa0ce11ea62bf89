package dev.attune.it.container;

import java.util.List;
import java.util.Set;

/** What goes wrong in response-wrapping filters: forty points, each shown by a test. */
final class Checklist {
    private static final List<String> POINTS = List.of(
            "Writer and stream exclude each other as without the filter; the container's are untouched until needed",
            "A length set in any way is exact on a body that passes and never stale on one that Attune rewrites",
            "`getHeader` and `containsHeader` show the length that the app set",
            "HEAD has the headers of GET and no body",
            "However a page is cut into writes, in whatever charset, it is the same page",
            "A body that is no page, is a download or is encoded keeps its bytes",
            "It does not matter when and how the content type is set",
            "Nothing is lost of a writer that is never closed",
            "Writing after close does what the container does",
            "`checkError` tells of a visitor who went away",
            "Flushing sends all but an incomplete tag, and headers even without a body",
            "`isCommitted` is true when headers cannot change any more",
            "`reset` and `resetBuffer` drop the bytes that Attune holds, unless the container refuses",
            "So do `sendError` and `sendRedirect`",
            "A content type that is taken back leads to a new decision",
            "`setBufferSize` throws where the container does",
            "No byte is lost in forwards: by writer, by stream, to JSP, to files, by the filter",
            "Forwards in forwards, includes, errors and async dispatches are rewritten once",
            "So is a page that meets the filter twice",
            "A forward to a variation keeps query, method, attributes and body",
            "A missing mapping for forwards is put right or reported at start",
            "`startAsync()` keeps the page ours, to its last byte",
            "Timeout, error, dispatch and completion from any thread lose nothing and run nothing twice",
            "A write listener's contract holds",
            "A read listener's contract holds; the filter never reads the body",
            "Server-sent events leave at each flush",
            "The filter supports asynchronous requests",
            "Odd paths get the container's own answer",
            "Files are found whatever their names",
            "The app's own page answers for a variation that is not there",
            "The app's own validators give no visitor a 304 for a page",
            "Cache headers are on 200 and 304 alike, strict ones stay, cookies keep their order",
            "A range of a page is the whole page; of anything else, the range",
            "A tag changes only where the bytes do",
            "A response without a body, or to an upgrade, goes out as it is",
            "A skipped path gets the container's own response",
            "`write(ByteBuffer)` of Servlet 6.1 works",
            "The policy's nonce is on all that Attune adds",
            "Exceptions come through, and nothing of Attune's before them",
            "No lock is held while a visitor is slow");

    /** Shown by unit tests. */
    private static final Set<Integer> NO_CONTAINER_NEEDED = Set.of(40);

    private Checklist() {}

    static String markdown(Set<Integer> shown) {
        StringBuilder text = new StringBuilder("## The points\n\n");
        for (int i = 1; i <= POINTS.size(); i++) {
            text.append(i)
                    .append(". ")
                    .append(POINTS.get(i - 1))
                    .append(
                            shown.contains(i)
                                    ? ""
                                    : NO_CONTAINER_NEEDED.contains(i) ? " (shown without a container)" : " (not shown)")
                    .append('\n');
        }
        return text.toString();
    }
}

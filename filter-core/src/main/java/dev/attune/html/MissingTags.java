package dev.attune.html;

import java.io.IOException;
import java.util.Arrays;

/**
 * Start tags and end tags that the page leaves out where the token at hand stands, and that are written once something
 * is inserted there: else it would land in another element.
 */
final class MissingTags {
    private static final int HEAD = 1;

    private final Output output;
    private final OpenElements open;

    /** Of the elements that the token at hand ends, those from this index up have an end tag in the output. */
    private int closedFrom;

    private boolean pointClosed;

    /** Whether the token at hand implies a head that has neither tag in the output. */
    private boolean headImplied;

    private boolean headEnded;

    /** Whether the output has an end tag of a form that the page lacks: no other form would be ignored then. */
    boolean formEnded;

    /** Names of elements that the token at hand ended without an end tag, whose places others have taken. */
    private long[] ended = EmptyArrays.LONGS;

    private int endedCount;

    /** Index of the first element that the token at hand implies; one holds the other, as tbody and tr. */
    private int impliedFrom;

    private int impliedCount;

    MissingTags(Output output, OpenElements open) {
        this.output = output;
        this.open = open;
    }

    void token() {
        closedFrom = open.depth;
        pointClosed = false;
        headImplied = false;
        headEnded = false;
        open.leftOpen.token();
        impliedCount = 0;
        endedCount = 0;
    }

    /** Keeps the names of elements that the token at hand ended, before what it implies takes their places. */
    void implying() {
        for (int i = closedFrom - 1; i >= open.depth; i--) {
            if (needsEndTag(i) && !(headImplied && i == HEAD)) {
                if (endedCount == ended.length) {
                    ended = Arrays.copyOf(ended, endedCount + 4);
                }
                ended[endedCount++] = open.names[i];
            }
        }
        closedFrom = Math.min(closedFrom, open.depth);
    }

    /** Notes an element that the token at hand implies, and whose tag is not in the output. */
    void implied(int index) {
        closedFrom = index + 1;
        if (impliedCount++ == 0) {
            impliedFrom = index;
        }
    }

    /** Notes a head that the token at hand implies, and whose tag is not in the output. */
    void impliedHead() {
        closedFrom = HEAD + 1;
        headImplied = true;
    }

    /** Takes note that the elements from an index up need no end tag. */
    void needNone(int index) {
        for (int i = closedFrom - 1; i >= index; i--) {
            pointClosed |= isPoint(i);
        }
        closedFrom = Math.min(closedFrom, index);
    }

    /**
     * Writes the start tags of implied elements below an index.
     *
     * @param impliesHead whether what is inserted there implies a head by itself
     */
    void open(int below, boolean impliesHead) throws IOException {
        for (int i = impliedFrom; i < impliedFrom + impliedCount; i++) {
            // Only content before the head needs a tag of html: all other content implies html where it stands.
            if (i < below && (i > 0 || (below == HEAD && !headImplied && !impliesHead))) {
                output.startTag(open.names[i]);
            }
        }
        impliedCount = 0;
    }

    /**
     * Writes the end tags of what the token at hand ended, down to an index. Formatting elements are left open: browsers
     * open them anew, and an end tag would end that.
     */
    void close(int index) throws IOException {
        if (headImplied && index < HEAD && closedFrom <= HEAD && !headEnded) {
            // Its end tag implies the head, and html.
            output.endTag("head");
        }
        headEnded |= index < HEAD;
        for (int i = 0; i < endedCount; i++) {
            endTag(ended[i]);
        }
        endedCount = 0;
        for (int i = closedFrom - 1; i > index; i--) {
            if (needsEndTag(i)) {
                if ((open.facts[i] & Tag.FOREIGN) != 0) {
                    // No end tag of a foreign element reaches through an element of HTML.
                    closeFormatting(i, i);
                    pointClosed |= isPoint(i);
                }
                endTag(open.names[i]);
                formEnded |= Tag.kind(open.facts[i]) == Tag.FORM;
            }
            closedFrom = i;
        }
    }

    private boolean needsEndTag(int index) {
        return (open.facts[index] & (Tag.FORMATTING | Tag.ENDED)) == 0;
    }

    private void endTag(long name) throws IOException {
        String text = open.text(name);
        if (text != null) {
            output.endTag(text);
        }
    }

    /** Ends formatting elements that were left open inside of an element that ends, where that ends them for good. */
    void closeFormatting(int index, int above) throws IOException {
        if (!open.leftOpen.isEmpty()) {
            for (long name : open.formattingEndingWith(index, above)) {
                output.endTag(name);
            }
        }
    }

    private boolean isPoint(int index) {
        return (open.facts[index] & (Tag.HTML_POINT | Tag.MATHML_TEXT_POINT)) != 0;
    }

    /**
     * Whether end tags have to be written for the rest of what the token at hand ended: HTML inside of foreign content was
     * closed, and else the token would be taken for foreign.
     */
    boolean needsForeignEnds() {
        return pointClosed;
    }

    /** Writes the bare start tags of the elements from an index up, which outlive one that was dropped with them. */
    void openAgain(int from) throws IOException {
        for (int i = from; i < open.depth; i++) {
            String name = open.text(open.names[i]);
            if (name != null) {
                output.ascii('<');
                output.ascii(name);
                output.ascii('>');
            }
        }
    }
}

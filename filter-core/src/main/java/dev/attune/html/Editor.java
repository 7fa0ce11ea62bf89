package dev.attune.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the page together again: ranges of the input as they are, and between them what handlers asked for, some of it
 * only where an element ends.
 */
final class Editor {
    private final Output output;
    private final OpenElements open;
    private final ActiveRules scopes;
    private final OpenEdits edits = new OpenEdits();
    final MissingTags missing;

    private byte[] buffer = EmptyArrays.BYTES;

    /** Up to here the buffer has gone out, or was dropped. */
    private int emitted;

    /** The token at hand; both the same where something is implied. */
    private int tokenStart;

    private int tokenEnd;

    private boolean dropping;

    /** Whether the end of an element outside of the dropped part has been written. */
    private boolean endWritten;

    /** Where content is dropped, the index of its element, and whether that is dropped, too. */
    private int dropIndex;

    private boolean dropsElement;
    private boolean silent;

    /** Whether the end tag of the body has gone by, and the token at hand goes on in the body. */
    private boolean behindBody;

    /** Whether a frameset may still take the place of the body, so that edits must be able to be taken back. */
    private boolean provisional;

    /** From here on the bytes of the buffer are kept as they are while edits can be taken back. */
    private int originalFrom;

    /** Whether something of the page was removed, or attributes were changed. */
    private boolean takesAway;

    /** Whether the content of the head was dropped: tags that browsers add to it later are dropped, too. */
    private boolean headDropped;

    /** How much of a text that looks like the beginning of a tag is left at the end of the page. */
    private int textAtEnd;

    Editor(Output output, OpenElements open, ActiveRules scopes) {
        this.output = output;
        this.open = open;
        this.scopes = scopes;
        this.missing = new MissingTags(output, open);
    }

    void begin(byte[] bytes, int from) {
        buffer = bytes;
        emitted = from;
        tokenStart = from;
        originalFrom = from;
    }

    /** Ends the work on a buffer: all up to a position goes out that is not dropped. */
    void end(int position) throws IOException {
        emitTo(position);
        if (output.isHolding()) {
            output.keepOriginal(buffer, originalFrom, position);
        }
    }

    void token(int start, int end) {
        tokenStart = start;
        tokenEnd = end;
        endWritten = false;
        behindBody = false;
        missing.token();
    }

    int tokenStart() {
        return tokenStart;
    }

    boolean isDropping() {
        return dropping;
    }

    boolean takesAway() {
        return takesAway;
    }

    boolean isPending() {
        return !edits.isEmpty() || headDropped;
    }

    /** Nothing can be added to the head any more. */
    void bodyBegins() {
        headDropped = false;
    }

    void emitTo(int position) throws IOException {
        if (!dropping && position > emitted) {
            output.range(buffer, emitted, position);
            emitted = position;
        }
    }

    /** Makes the token at hand one that is implied before it, for as long as that one is handled. */
    void impliedToken() {
        tokenEnd = tokenStart;
    }

    void tokenAgain(int end) {
        tokenEnd = end;
    }

    /** Whether the start tag of an element that is open is not in the output. */
    boolean isDropped(int index) {
        if (dropping && (index > dropIndex || (index == dropIndex && dropsElement))) {
            return true;
        }
        OpenEdit edit = edits.find(index);
        return edit != null && edit.dropsTags;
    }

    /** Whether all that is open in the page's last bytes, a comment or a text element, is dropped. */
    boolean isDroppingText() {
        return dropping && (open.depth - 1 > dropIndex || dropsElement || (open.topFacts() & Tag.ANY_TEXT) == 0);
    }

    /** Lets a comment out that stands behind the end of the body, though the element before it goes on and is dropped. */
    void keepBehindBody(int from, int to, boolean behindHtml) throws IOException {
        output.endTag("body");
        if (behindHtml) {
            output.endTag("html");
        }
        output.range(buffer, from, to);
    }

    /** Leaves the token at hand out. */
    void dropToken() throws IOException {
        emitTo(tokenStart);
        emitted = tokenEnd;
    }

    /** Writes an end tag in the midst of a dropped part: of an element outside of it, which ends there. */
    void endWhileDropping(long name, int index) throws IOException {
        if (dropping && index < dropIndex && !endWritten) {
            output.endTag(name);
        }
    }

    /** A frameset may take the place of a body that was implied: edits are held back from now on. */
    void provisional() {
        provisional = true;
    }

    /** The body stays: the held output goes out. */
    void certain() throws IOException {
        provisional = false;
        emitTo(tokenStart);
        output.release();
    }

    /** A frameset, the token at hand, takes the place of the body: the edits of the body are taken back. */
    void takeBack() throws IOException {
        provisional = false;
        if (output.isHolding()) {
            output.keepOriginal(buffer, originalFrom, tokenStart);
            output.takeBack();
            dropping = false;
            emitted = tokenStart;
        }
    }

    private void holdIfProvisional() throws IOException {
        if (provisional && !output.isHolding()) {
            originalFrom = emitted;
            output.hold();
        }
    }

    /** Forgets all that is still to be done. Returns up to where the buffer has gone out. */
    int giveUp() throws IOException {
        if (dropping) {
            dropping = false;
            emitted = Math.max(emitted, tokenStart);
        }
        edits.clear();
        output.release();
        return emitted;
    }

    /** Forgets all edits but removals, which go on to the end of their elements. */
    void keepRemovals() {
        edits.keepRemovals();
    }

    /** Whether something was written, or dropped, of the buffer. */
    boolean isAmid() {
        return dropping || emitted > 0;
    }

    /** Does no more edits, but goes on passing bytes: at an end of the page where an insertion would not be markup. */
    void silence() {
        silent = true;
    }

    /** Lets the page end: what its last bytes hold is text up to an index, and no complete token. */
    void endOfPage(int textEnd) {
        textAtEnd = textEnd;
    }

    /** Takes note that the end tag of the body has gone by, and the token at hand goes on in it. */
    void behindBody() {
        behindBody = true;
    }

    /**
     * Writes what handlers did to the element whose start tag is the token at hand.
     *
     * @param index its index among the open elements, or what that would be if it could have content
     * @return whether something is left to be done where it ends
     */
    boolean apply(MatchedElement element, int index, boolean hasContent) throws IOException {
        if (tokenStart > 0) {
            insertBehindText();
        }
        emitTo(tokenStart);
        if (element.changesMoreThanAttributes()) {
            holdIfProvisional();
        }
        takesAway |= element.dropsTags || element.dropsContent || element.writesAttributes();
        if (element.before != null || element.dropsTags) {
            missing.close(index - 1);
            goBackIntoBody(index - 1);
            missing.open(index, HeadMarkup.begins(element.before));
        }
        Piece.write(element.before, output);
        if (element.dropsTags) {
            emitted = tokenEnd;
        } else if (element.writesAttributes() || element.needsTag()) {
            if (element.isImplied()) {
                missing.close(index - 1);
            }
            element.writeTag(output);
            emitted = tokenEnd;
        }
        if (element.prepend != null) {
            emitTo(tokenEnd);
            Piece.write(element.prepend, output);
        }
        if (!hasContent) {
            if (element.after != null) {
                emitTo(tokenEnd);
                Piece.write(element.after, output);
            }
            return false;
        }
        return addEdit(element, index);
    }

    private boolean addEdit(MatchedElement element, int index) throws IOException {
        List<Element.Attribute> attributes = element.waitingAttributes();
        if (element.append == null
                && element.after == null
                && element.endHandlers == null
                && attributes == null
                && !element.dropsTags
                && !element.dropsContent) {
            return false;
        }
        OpenEdit edit = edits.at(index);
        edit.append = element.append;
        edit.after = element.after;
        edit.endHandlers = element.endHandlers;
        edit.attributes = attributes;
        edit.dropsTags = element.dropsTags;
        edit.dropsContent = element.dropsContent;
        edit.lacksTag = !element.isTagWritten();
        if (element.endHandlers != null) {
            edit.tagName = element.tagName();
        }
        if (element.dropsContent) {
            emitTo(tokenEnd);
            drop(index, element.dropsTags);
        }
        return true;
    }

    private void drop(int index, boolean element) {
        dropping = true;
        dropIndex = index;
        dropsElement = element;
    }

    /**
     * Writes what handlers did to an element that is open, and whose first tag comes only now.
     *
     * @return whether something is left to be done where it ends
     */
    boolean applyLate(MatchedElement element, int index) throws IOException {
        boolean now = !isAmidForeign();
        if (now && element.writesAttributes()) {
            emitTo(tokenStart);
            element.writeTag(output);
            emitted = tokenEnd;
        }
        OpenEdit edit = edits.find(index);
        if (edit == null) {
            return addEdit(element, index);
        }
        edit.attributes = now ? null : element.allAttributes();
        edit.append = joined(edit.append, element.append);
        edit.after = joined(element.after, edit.after);
        edit.endHandlers = joined(edit.endHandlers, element.endHandlers);
        edit.tagName = element.tagName();
        return true;
    }

    private static <T> @Nullable List<T> joined(@Nullable List<T> first, @Nullable List<T> second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Lets the token at hand out, with its edits, though its surroundings are dropped. */
    boolean outside(Late late) throws IOException {
        boolean was = dropping;
        if (was) {
            dropping = false;
            emitted = tokenStart;
        }
        try {
            return late.apply();
        } finally {
            if (was) {
                emitTo(tokenEnd);
                dropping = true;
            }
        }
    }

    /** Whether the token at hand would be one of foreign content if it went out, though its surroundings are dropped. */
    boolean isAmidForeign() {
        int at = dropsElement ? dropIndex - 1 : dropIndex;
        return dropping
                && (open.facts[at] & Tag.FOREIGN) != 0
                && (open.facts[at] & (Tag.HTML_POINT | Tag.MATHML_TEXT_POINT)) == 0;
    }

    /** Has an element get the attributes of the token at hand at the end of the page, as that cannot go out. */
    void attributesAtEnd(int index, List<Element.Attribute> attributes) {
        OpenEdit edit = edits.at(index);
        edit.attributes = joined(edit.attributes, attributes);
    }

    /** Lets the token at hand out as it is, though its surroundings are dropped. */
    void keepToken() throws IOException {
        if (dropping) {
            output.range(buffer, tokenStart, tokenEnd);
        }
    }

    /** An edit of a tag that comes late. */
    interface Late {
        boolean apply() throws IOException;
    }

    /** Has the text and comment rules that matched an element hold until it ends. */
    void addScopes(int index, int[] rules) {
        OpenEdit edit = edits.at(index);
        edit.scopes = edit.scopes == null ? rules : joined(edit.scopes, rules);
    }

    private static int[] joined(int[] first, int[] second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Drops a tag that browsers add to a head that is over and whose content was dropped. */
    void headAgain() throws IOException {
        if (headDropped && !dropping) {
            emitTo(tokenStart);
            drop(1, true);
        }
    }

    void headOverAgain() {
        if (headDropped && dropping && dropIndex == 1) {
            dropping = false;
            emitted = tokenEnd;
        }
    }

    /** Makes the edits that wait for the end of an element. */
    void closes(int index, boolean byTag, boolean amid) throws IOException {
        OpenEdit edit = edits.find(index);
        if (edit == null) {
            return;
        }
        boolean goesOn = amid && (open.facts[index] & Tag.FORMATTING) == 0;
        if (goesOn && !byTag && !edit.dropsContent) {
            return;
        }
        edits.remove(edit);
        if (edit.scopes != null) {
            scopes.end(edit.scopes);
        }
        headDropped |= edit.dropsContent && Tag.kind(open.facts[index]) == Tag.HEAD;
        boolean outlived = amid && edit.dropsContent;
        if (edit.dropsContent) {
            dropping = false;
            emitted = tokenStart;
            missing.needNone(edit.dropsTags ? index : index + 1);
        }
        HandlerFailure failure = null;
        if (!silent) {
            try {
                finish(edit, index, byTag, amid);
            } catch (HandlerFailure e) {
                failure = e;
                leaveTagOut(edit, byTag);
            }
        }
        if (outlived && byTag) {
            emitTo(tokenEnd);
        } else if (outlived && !edit.dropsTags) {
            output.endTag(open.names[index]);
        }
        if (outlived && !goesOn) {
            missing.openAgain(index + 1);
        } else if (outlived) {
            // A form, or a link in a table, goes on in what it holds: that is dropped, too.
            OpenEdit rest = edits.at(index);
            rest.dropsTags = true;
            rest.dropsContent = true;
            drop(index, true);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Leaves out the end tag of an element that was removed. */
    private void leaveTagOut(OpenEdit edit, boolean byTag) throws IOException {
        if (edit.dropsTags && byTag) {
            dropToken();
        }
    }

    /** Makes the edits that wait for the end of an element that stays open; its rules go on. */
    void closesForNow(int index, boolean byTag) throws IOException {
        OpenEdit edit = edits.find(index);
        if (edit == null || edit.dropsContent || edit.isIdle()) {
            return;
        }
        // More attributes may come, up to the end of the page.
        List<Element.Attribute> attributes = edit.attributes;
        edit.attributes = null;
        finish(edit, index, byTag, false);
        edit.append = null;
        edit.after = null;
        edit.endHandlers = null;
        edit.attributes = attributes;
        edit.dropsTags = false;
        if (edit.scopes == null && attributes == null) {
            edits.remove(edit);
        }
    }

    private void finish(OpenEdit edit, int index, boolean byTag, boolean amid) throws IOException {
        EndTag endTag = callEndHandlers(edit, !byTag);
        boolean changesEnd = endTag != null && !endTag.isUntouched();
        if (edit.append == null && edit.after == null && edit.attributes == null && !edit.dropsTags && !changesEnd) {
            return;
        }
        insertBehindText();
        emitTo(tokenStart);
        if (!amid && !dropping) {
            // The tag that only brings attributes may stand in the body.
            missing.close(edit.attributes == null ? index : 1);
            missing.closeFormatting(index, -1);
        }
        if (edit.attributes != null) {
            output.openTag(open.names[index]);
            for (Element.Attribute attribute : edit.attributes) {
                output.attribute(attribute.name(), attribute.value());
            }
            output.ascii('>');
            if (edit.append != null || edit.after != null || changesEnd) {
                missing.close(index);
            }
        } else {
            if (edit.append != null || edit.after != null || changesEnd) {
                goBackIntoBody(index);
            }
            if (edit.lacksTag && changesEnd && mayBeEmpty(index)) {
                output.startTag(open.names[index]);
            }
        }
        Piece.write(edit.append, output);
        if (endTag != null) {
            endTag.writeBefore(output);
        }
        boolean dropsTag = edit.dropsTags || (endTag != null && endTag.isRemoved());
        boolean behind = edit.after != null || (endTag != null && endTag.hasAfter());
        if (byTag) {
            endWritten = true;
            if (dropsTag) {
                emitted = tokenEnd;
            } else if (dropping) {
                output.range(buffer, tokenStart, tokenEnd);
            } else if (behind) {
                emitTo(tokenEnd);
            }
        } else if (behind && !dropsTag) {
            missing.close(index - 1);
        }
        if (behind) {
            goBackIntoBody(index - 1);
        }
        if (endTag != null) {
            endTag.writeAfter(output);
        }
        Piece.write(edit.after, output);
        if (edit.dropsTags) {
            missing.needNone(index);
        }
    }

    /** Whether an element without a tag may have no content either: then no browser would have it. */
    private boolean mayBeEmpty(int index) {
        return index == 1 || Tag.kind(open.facts[index]) == Tag.P;
    }

    /** Sees to it that the start tag at hand is not taken for one of foreign content that it ended. */
    void closeForeign() throws IOException {
        if (missing.needsForeignEnds()) {
            emitTo(tokenStart);
            missing.close(open.depth - 1);
        }
    }

    /** Sees to it that what goes in at the end of the page stands behind its text. */
    private void insertBehindText() throws IOException {
        if (textAtEnd > emitted && !dropping) {
            output.ascii("&lt;");
            output.range(buffer, emitted + 1, textAtEnd);
            emitted = textAtEnd;
        }
    }

    /** Sees to it that what goes in behind the end tag of the body still goes into the body. */
    private void goBackIntoBody(int index) throws IOException {
        if (behindBody && index > 0 && (open.facts[index] & Tag.FOREIGN) == 0) {
            behindBody = false;
            output.startTag(Tag.NAME_BODY);
        }
    }

    private static @Nullable EndTag callEndHandlers(OpenEdit edit, boolean implied) {
        List<EndTagHandler> handlers = edit.endHandlers;
        if (handlers == null) {
            return null;
        }
        EndTag endTag = new EndTag(edit.tagName, implied);
        try {
            for (EndTagHandler handler : handlers) {
                handler.endTag(endTag);
            }
        } catch (RuntimeException e) {
            throw new HandlerFailure(e);
        } finally {
            endTag.end();
        }
        return endTag;
    }

    /**
     * Writes what handlers did to the text, the comment or the doctype in {@code [from, to)}.
     *
     * @param inCdata whether it stands in a section of character data, where nothing inserted would be markup
     */
    void apply(Piece piece, int from, int to, @Nullable String instead, boolean inCdata) throws IOException {
        if (piece.isUntouched()) {
            return;
        }
        emitTo(from);
        holdIfProvisional();
        leaveCdata(inCdata && piece.hasBefore());
        piece.writeBefore(output);
        takesAway |= piece.isRemoved();
        enterCdata(inCdata && piece.hasBefore());
        if (instead != null && !piece.isRemoved()) {
            output.ascii("<!--");
            output.name(instead);
            output.ascii("-->");
        }
        if (instead != null || piece.isRemoved()) {
            emitted = to;
        } else {
            emitTo(to);
        }
        leaveCdata(inCdata && piece.hasAfter());
        piece.writeAfter(output);
        enterCdata(inCdata && piece.hasAfter());
    }

    private void leaveCdata(boolean leave) throws IOException {
        if (leave) {
            output.ascii("]]>");
        }
    }

    private void enterCdata(boolean enter) throws IOException {
        if (enter) {
            output.ascii("<![CDATA[");
        }
    }
}

package dev.attune.html;

import java.io.IOException;
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

    private byte[] buffer = EmptyArrays.BYTES;

    /** Up to here the buffer has gone out, or was dropped. */
    private int emitted;

    /** The token at hand; both the same where something is implied. */
    private int tokenStart;

    private int tokenEnd;

    /** Of the elements that the token at hand ends, those from this index up have an end tag in the output. */
    private int closedFrom;

    /** Indices of elements that the token at hand implies: at most body, tbody and tr. */
    private int[] implied = EmptyArrays.INTS;

    private int impliedCount;
    private @Nullable OpenEdit innermost;
    private boolean dropping;
    private boolean silent;

    Editor(Output output, OpenElements open, ActiveRules scopes) {
        this.output = output;
        this.open = open;
        this.scopes = scopes;
    }

    void begin(byte[] bytes, int from) {
        buffer = bytes;
        emitted = from;
        tokenStart = from;
    }

    void token(int start, int end) {
        tokenStart = start;
        tokenEnd = end;
        closedFrom = open.depth;
        impliedCount = 0;
    }

    /** Notes an element that the token at hand implies, and whose tag is not in the output. */
    void implied(int index) {
        if (implied.length == 0) {
            implied = new int[4];
        }
        if (impliedCount < implied.length) {
            implied[impliedCount++] = index;
        }
    }

    /** Writes the start tags that the page leaves out, so that what is inserted lands in the right element. */
    private void openImplied(int below) throws IOException {
        for (int i = 0; i < impliedCount; i++) {
            if (implied[i] < below && implied[i] > 0) {
                output.ascii('<');
                output.ascii(TagName.packed(open.names[implied[i]]));
                output.ascii('>');
            }
        }
        impliedCount = 0;
    }

    int tokenStart() {
        return tokenStart;
    }

    boolean isDropping() {
        return dropping;
    }

    boolean isPending() {
        return innermost != null;
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

    /** Forgets all that is still to be done. Returns up to where the buffer has gone out. */
    int giveUp() {
        if (dropping) {
            dropping = false;
            emitted = Math.max(emitted, tokenStart);
        }
        innermost = null;
        return emitted;
    }

    /** Does no more edits, but goes on passing bytes: at an end of the page where an insertion would not be markup. */
    void silence() {
        silent = true;
    }

    /**
     * Writes what handlers did to the element whose start tag is the token at hand.
     *
     * @param index its index among the open elements, or what that would be if it could have content
     * @return whether something is left to be done where it ends
     */
    boolean apply(MatchedElement element, int index, boolean hasContent) throws IOException {
        emitTo(tokenStart);
        if (element.before != null || element.dropsTags) {
            closeInside(index - 1);
            openImplied(index);
        }
        Piece.write(element.before, output);
        if (element.dropsTags) {
            emitted = tokenEnd;
        } else if (element.hasChangedAttributes() || element.needsTag()) {
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
        if (element.append == null
                && element.after == null
                && element.endHandlers == null
                && !element.dropsTags
                && !element.dropsContent) {
            return false;
        }
        OpenEdit edit = editAt(index);
        edit.append = element.append;
        edit.after = element.after;
        edit.endHandlers = element.endHandlers;
        edit.dropsTags = element.dropsTags;
        edit.dropsContent = element.dropsContent;
        if (element.endHandlers != null) {
            edit.tagName = element.tagName();
        }
        if (element.dropsContent) {
            emitTo(tokenEnd);
            dropping = true;
        }
        return true;
    }

    /** Has the text and comment rules that matched an element hold until it ends. */
    void addScopes(int index, int[] rules) {
        editAt(index).scopes = rules;
    }

    private OpenEdit editAt(int index) {
        OpenEdit edit = innermost;
        if (edit == null || edit.index != index) {
            edit = new OpenEdit(index, edit);
            innermost = edit;
        }
        return edit;
    }

    /** Does what was left to be done where an element ends. */
    void closes(int index, boolean byTag, boolean amid) throws IOException {
        OpenEdit edit = take(index);
        if (edit == null) {
            return;
        }
        if (edit.scopes != null) {
            scopes.end(edit.scopes);
        }
        if (edit.dropsContent) {
            dropping = false;
            emitted = tokenStart;
            closedFrom = Math.min(closedFrom, edit.dropsTags ? index : index + 1);
        }
        if (silent) {
            return;
        }
        EndTag endTag = callEndHandlers(edit, !byTag);
        boolean changesEnd = endTag != null && !endTag.isUntouched();
        if (edit.append == null && edit.after == null && !edit.dropsTags && !changesEnd) {
            return;
        }
        emitTo(tokenStart);
        if (!amid) {
            closeInside(index);
        }
        Piece.write(edit.append, output);
        if (endTag != null) {
            endTag.writeBefore(output);
        }
        boolean dropsTag = edit.dropsTags || (endTag != null && endTag.isRemoved());
        boolean behind = edit.after != null || (endTag != null && endTag.hasAfter());
        if (byTag) {
            if (dropsTag) {
                emitted = tokenEnd;
            } else if (behind) {
                emitTo(tokenEnd);
            }
        } else if (behind && !dropsTag) {
            closeInside(index - 1);
        }
        if (endTag != null) {
            endTag.writeAfter(output);
        }
        Piece.write(edit.after, output);
        if (edit.dropsTags) {
            closedFrom = Math.min(closedFrom, index);
        }
    }

    /** Takes an edit out of the list: nearly always the first, unless an element ends before those that it holds. */
    private @Nullable OpenEdit take(int index) {
        OpenEdit edit = innermost;
        if (edit == null || edit.index < index) {
            return null;
        }
        if (edit.index == index) {
            innermost = edit.outer;
            return edit;
        }
        while (edit.outer != null && edit.outer.index > index) {
            edit = edit.outer;
        }
        OpenEdit found = edit.outer;
        if (found == null || found.index != index) {
            return null;
        }
        edit.outer = found.outer;
        return found;
    }

    /**
     * Writes the end tags that the page leaves out, so that what is inserted lands in the right element. Formatting
     * elements are left open: browsers open them anew, and an end tag would end that.
     */
    private void closeInside(int index) throws IOException {
        for (int i = closedFrom - 1; i > index; i--) {
            String name = open.nameOf(i);
            if (name != null && (open.facts[i] & (Tag.FORMATTING | Tag.ENDED)) == 0) {
                output.ascii("</");
                output.ascii(name);
                output.ascii('>');
            }
            closedFrom = i;
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

    /** Writes what handlers did to the text or the comment in {@code [from, to)}. */
    void apply(Piece piece, int from, int to, @Nullable String instead) throws IOException {
        if (piece.isUntouched()) {
            return;
        }
        emitTo(from);
        piece.writeBefore(output);
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
        piece.writeAfter(output);
    }
}

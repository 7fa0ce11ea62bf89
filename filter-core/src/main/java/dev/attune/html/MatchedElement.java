package dev.attune.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The element that handlers are being called for; one per page, used for one element after the other. */
final class MatchedElement implements Element {
    private final AttributeEdits attributes;
    private final AttributeSpans names;
    private byte[] bytes = EmptyArrays.BYTES;
    private int nameStart;
    private int nameEnd;
    private long name;
    private boolean valid;
    private boolean hasContent;

    /** Whether a tag that comes late may bring more attributes: html and body without a tag of their own. */
    private boolean completedLater;

    private boolean startOpen;
    private boolean endOpen;

    @Nullable
    List<Content> before;

    @Nullable
    List<Content> after;

    @Nullable
    List<Content> prepend;

    @Nullable
    List<Content> append;

    @Nullable
    List<EndTagHandler> endHandlers;

    boolean dropsTags;
    boolean dropsContent;

    /**
     * @param noted where attributes are noted for matching, which is over when handlers run
     */
    MatchedElement(AttributeSpans noted) {
        attributes = new AttributeEdits(noted);
        names = noted;
    }

    /**
     * Begins with an element whose tag lies in {@code [start, end)}; for an implied element both are the same.
     *
     * @param notedLetters first letters of the attributes that were noted, if they occur in the tag
     */
    void begin(
            byte[] tag, int start, int endOfName, int end, long elementName, boolean mayHaveContent, int notedLetters) {
        attributes.begin(tag, start, endOfName, end, notedLetters);
        bytes = tag;
        nameStart = start + 1;
        nameEnd = endOfName;
        name = elementName;
        hasContent = mayHaveContent;
        before = null;
        after = null;
        prepend = null;
        append = null;
        endHandlers = null;
        dropsTags = false;
        dropsContent = false;
        completedLater = false;
        startOpen = true;
        endOpen = true;
        valid = true;
    }

    /** The element has no tag of its own, but may get one, which adds attributes. */
    void mayBeCompleted() {
        completedLater = true;
    }

    /**
     * The tag comes late: what goes before the element or at its start cannot be had any more.
     *
     * @param again whether the handler to be called was called for the element before: then only attributes count
     */
    void late(boolean again) {
        startOpen = false;
        endOpen = !again;
    }

    void end() {
        valid = false;
    }

    private void check() {
        if (!valid) {
            throw new IllegalStateException("used after its handler returned");
        }
    }

    @Override
    public String tagName() {
        check();
        return TagName.isPacked(name) ? TagName.packed(name) : names.text(bytes, nameStart, nameEnd);
    }

    @Override
    public boolean isImplied() {
        check();
        return attributes.isImplied();
    }

    @Override
    public @Nullable String attribute(String attributeName) {
        check();
        return attributes.get(attributeName);
    }

    @Override
    public List<Attribute> attributes() {
        check();
        return attributes.list();
    }

    @Override
    public void setAttribute(String attributeName, String value) {
        check();
        attributes.set(attributeName, value);
    }

    @Override
    public void removeAttribute(String attributeName) {
        check();
        attributes.remove(attributeName);
    }

    @Override
    public void before(Content content) {
        check();
        if (startOpen) {
            before = Piece.added(before, -1, content);
        }
    }

    @Override
    public void after(Content content) {
        check();
        if (endOpen) {
            after = Piece.added(after, 0, content);
        }
    }

    @Override
    public void prepend(Content content) {
        check();
        if (hasContent && startOpen) {
            prepend = Piece.added(prepend, 0, content);
        }
    }

    @Override
    public void append(Content content) {
        check();
        if (hasContent && endOpen) {
            append = Piece.added(append, -1, content);
        }
    }

    @Override
    public void replaceWith(Content content) {
        remove();
        after(content);
    }

    @Override
    public void setInner(Content content) {
        check();
        if (hasContent && startOpen) {
            dropsContent = true;
            prepend = Piece.added(null, 0, content);
            append = null;
        }
    }

    @Override
    public void remove() {
        check();
        if (!startOpen) {
            return;
        }
        dropsTags = true;
        dropsContent = hasContent;
        prepend = null;
        append = null;
    }

    @Override
    public void removeAndKeepContent() {
        check();
        dropsTags |= startOpen;
    }

    @Override
    public boolean isRemoved() {
        check();
        return dropsTags;
    }

    @Override
    public void onEndTag(EndTagHandler handler) {
        check();
        if (hasContent && endOpen) {
            if (endHandlers == null) {
                endHandlers = new ArrayList<>(2);
            }
            endHandlers.add(handler);
        }
    }

    /** Whether the tag has to be written after all, so that an insertion, if only a comment, lands in the element. */
    boolean needsTag() {
        return attributes.isImplied() && (prepend != null || (append != null && !completedLater));
    }

    boolean isTagWritten() {
        return !dropsTags && (!attributes.isImplied() || needsTag() || writesAttributes());
    }

    /** Whether attributes changed and go out with the tag at hand. */
    boolean writesAttributes() {
        return attributes.areChanged() && !completedLater;
    }

    /** Returns the attributes as handlers left them. */
    List<Attribute> allAttributes() {
        return attributes.list();
    }

    /** Returns the attributes that wait for a tag that comes late, or for the end of the element; null for none. */
    @Nullable
    List<Attribute> waitingAttributes() {
        return completedLater && attributes.areChanged() && !dropsTags ? attributes.list() : null;
    }

    boolean isUntouched() {
        return !attributes.areChanged() && !changesMoreThanAttributes();
    }

    boolean changesMoreThanAttributes() {
        return before != null
                || after != null
                || prepend != null
                || append != null
                || endHandlers != null
                || dropsTags
                || dropsContent;
    }

    void writeTag(Output output) throws IOException {
        if (completedLater) {
            output.startTag(name);
        } else {
            attributes.writeTag(name, output);
        }
    }
}

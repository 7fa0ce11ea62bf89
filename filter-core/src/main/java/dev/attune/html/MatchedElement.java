package dev.attune.html;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The element that handlers are being called for; one per page, used for one element after the other. */
final class MatchedElement implements Element {
    private final Attributes attributes;
    private boolean scanned;
    private byte[] bytes = None.BYTES;
    private int tagStart;
    private int nameEnd;
    private int tagEnd;
    private long name;
    private boolean valid;
    private boolean implied;
    private boolean hasContent;

    /** What handlers did to attributes, last word for each name. */
    private List<Change> changes = List.of();

    private String lastName = "";
    private byte[] lastBytes = None.BYTES;

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
     * Uses the place where attributes were noted for matching, which is over when handlers run.
     */
    MatchedElement(Attributes attributes) {
        this.attributes = attributes;
    }

    /** Begins with an element whose tag lies in {@code [start, end)}; for an implied element both are the same. */
    void begin(byte[] tag, int start, int endOfName, int end, long elementName, boolean mayHaveContent) {
        bytes = tag;
        tagStart = start;
        nameEnd = endOfName;
        tagEnd = end;
        name = elementName;
        implied = start == end;
        hasContent = mayHaveContent;
        scanned = false;
        changes = List.of();
        before = null;
        after = null;
        prepend = null;
        append = null;
        endHandlers = null;
        dropsTags = false;
        dropsContent = false;
        valid = true;
    }

    void end() {
        valid = false;
    }

    private void check() {
        if (!valid) {
            throw new IllegalStateException("used after its handler returned");
        }
    }

    private Attributes attributesOfTag() {
        check();
        if (!scanned) {
            scanned = true;
            attributes.clear();
            if (!implied) {
                attributes.scan(bytes, nameEnd, tagEnd, -1);
            }
        }
        return attributes;
    }

    @Override
    public String tagName() {
        check();
        return TagName.isPacked(name) ? TagName.packed(name) : attributesOfTag().text(bytes, tagStart + 1, nameEnd);
    }

    @Override
    public boolean isImplied() {
        check();
        return implied;
    }

    @Override
    public @Nullable String attribute(String attributeName) {
        Attributes there = attributesOfTag();
        String lower = Ascii.lower(attributeName);
        for (Change change : changes) {
            if (change.name.equals(lower)) {
                return change.value;
            }
        }
        int at = there.find(bytesOf(lower));
        return at < 0 ? null : there.value(at);
    }

    @Override
    public List<Attribute> attributes() {
        Attributes there = attributesOfTag();
        List<Attribute> list = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < there.count(); i++) {
            if (there.isFirst(i)) {
                String attributeName = there.name(i);
                String value = attribute(attributeName);
                seen.add(attributeName);
                if (value != null) {
                    list.add(new Attribute(attributeName, value));
                }
            }
        }
        for (Change change : changes) {
            String value = change.value;
            if (value != null && !seen.contains(change.name)) {
                list.add(new Attribute(change.name, value));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(String attributeName, String value) {
        if (!isWritable(attributeName)) {
            throw new IllegalArgumentException("not the name of an attribute: '" + attributeName + "'");
        }
        change(attributeName, java.util.Objects.requireNonNull(value));
    }

    private static boolean isWritable(String attributeName) {
        for (int i = 0; i < attributeName.length(); i++) {
            char c = attributeName.charAt(i);
            if (c <= ' ' || c == 127 || c == '"' || c == '\'' || c == '<' || c == '>' || c == '/' || c == '=') {
                return false;
            }
        }
        return !attributeName.isEmpty();
    }

    @Override
    public void removeAttribute(String attributeName) {
        change(attributeName, null);
    }

    private void change(String attributeName, @Nullable String value) {
        check();
        String lower = Ascii.lower(attributeName);
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (change.name.equals(lower)) {
                change.value = value;
                return;
            }
        }
        if (changes.isEmpty()) {
            changes = new ArrayList<>(2);
        }
        changes.add(new Change(lower, bytesOf(lower), value));
    }

    /** Rules ask for the same attribute on one element after the other. */
    private byte[] bytesOf(String lower) {
        if (!lower.equals(lastName)) {
            lastName = lower;
            lastBytes = lower.getBytes(StandardCharsets.UTF_8);
        }
        return lastBytes;
    }

    private static final class Change {
        final String name;
        final byte[] bytes;

        /** Null for an attribute that is removed. */
        @Nullable
        String value;

        Change(String name, byte[] bytes, @Nullable String value) {
            this.name = name;
            this.bytes = bytes;
            this.value = value;
        }
    }

    @Override
    public void before(Content content) {
        check();
        before = Piece.added(before, -1, content);
    }

    @Override
    public void after(Content content) {
        check();
        after = Piece.added(after, 0, content);
    }

    @Override
    public void prepend(Content content) {
        check();
        if (hasContent) {
            prepend = Piece.added(prepend, 0, content);
        }
    }

    @Override
    public void append(Content content) {
        check();
        if (hasContent) {
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
        if (hasContent) {
            dropsContent = true;
            prepend = Piece.added(null, 0, content);
            append = null;
        }
    }

    @Override
    public void remove() {
        check();
        dropsTags = true;
        dropsContent = hasContent;
        prepend = null;
        append = null;
    }

    @Override
    public void removeAndKeepContent() {
        check();
        dropsTags = true;
    }

    @Override
    public boolean isRemoved() {
        check();
        return dropsTags;
    }

    @Override
    public void onEndTag(EndTagHandler handler) {
        check();
        if (hasContent) {
            if (endHandlers == null) {
                endHandlers = new ArrayList<>(2);
            }
            endHandlers.add(handler);
        }
    }

    /** Whether the tag has to be written after all, so that what is inserted, if only a comment, lands in the element. */
    boolean needsTag() {
        return implied && (prepend != null || append != null || endHandlers != null);
    }

    boolean isTagWritten() {
        return !dropsTags && (!implied || needsTag() || hasChangedAttributes());
    }

    boolean hasChangedAttributes() {
        return !changes.isEmpty();
    }

    boolean isUntouched() {
        return changes.isEmpty()
                && before == null
                && after == null
                && prepend == null
                && append == null
                && endHandlers == null
                && !dropsTags
                && !dropsContent;
    }

    /** Writes the start tag with the changed attributes; all others keep their bytes. */
    void writeTag(Output output) throws IOException {
        if (implied) {
            output.ascii('<');
            output.ascii(TagName.packed(name));
            writeNew(output);
            output.ascii('>');
            return;
        }
        Attributes there = attributesOfTag();
        int written = tagStart;
        int last = nameEnd;
        boolean lacksValue = false;
        for (int i = 0; i < there.count(); i++) {
            Change change = changeOf(there, i);
            lacksValue = there.lacksValue(i);
            last = there.end(i);
            if (change == null) {
                continue;
            }
            String value = change.value;
            if (value == null) {
                int end = there.nameStart(i);
                while (Ascii.isSpace(bytes[end - 1])) {
                    end--;
                }
                output.range(bytes, written, end);
                if (!Ascii.is(Ascii.ENDS_TAG_NAME, bytes[last])) {
                    output.ascii(' ');
                }
                written = last;
                lacksValue = false;
            } else if (there.isFirst(i)) {
                output.range(bytes, written, there.hasValue(i) ? there.valueOpens(i) : there.nameEnd(i));
                output.ascii(there.hasValue(i) ? "\"" : "=\"");
                output.value(value);
                output.ascii('"');
                written = last;
                lacksValue = false;
            }
        }
        output.range(bytes, written, last);
        if (lacksValue) {
            output.ascii("\"\"");
        }
        writeNew(output);
        output.range(bytes, last, tagEnd);
    }

    private @Nullable Change changeOf(Attributes there, int attribute) {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (there.hasName(attribute, change.bytes)) {
                return change;
            }
        }
        return null;
    }

    private void writeNew(Output output) throws IOException {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            String value = change.value;
            if (value != null && (implied || attributes.find(change.bytes) < 0)) {
                output.ascii(' ');
                output.name(change.name);
                output.ascii("=\"");
                output.value(value);
                output.ascii('"');
            }
        }
    }
}

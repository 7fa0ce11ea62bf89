package dev.attune.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The attributes of the element at hand: as they stand in its tag, and what handlers make of them. */
final class AttributeEdits {
    private static final int UNKNOWN = -2;
    private static final int ALL = -1;

    private final AttributeSpans noted;
    private AttributeSpans there = AttributeSpans.NONE;

    /** First letters of the names that were noted, bit {@code c & 31} each. */
    private int letters;

    private byte[] bytes = EmptyArrays.BYTES;
    private int tagStart;
    private int nameEnd;
    private int tagEnd;

    /** What handlers did, last word for each name; null for nothing. */
    private @Nullable Change changes;

    // The attribute that was asked for last: handlers ask for the same one on element after element, and set what they
    // have just read.
    private String asked = "";
    private AttributeName wanted = AttributeName.NONE;
    private int at;
    private @Nullable String read;

    private static final class Change {
        final AttributeName name;
        final boolean added;

        /** Null for an attribute that is removed. */
        @Nullable
        String value;

        @Nullable
        Change next;

        Change(AttributeName name, boolean added, @Nullable String value) {
            this.name = name;
            this.added = added;
            this.value = value;
        }
    }

    /**
     * @param noted where attributes are noted for matching, which is over when handlers run
     */
    AttributeEdits(AttributeSpans noted) {
        this.noted = noted;
    }

    /**
     * Begins with an element whose tag lies in {@code [start, end)}; for an implied element both are the same.
     *
     * @param notedLetters first letters of the attributes that were noted, if they occur in the tag
     */
    void begin(byte[] tag, int start, int endOfName, int end, int notedLetters) {
        bytes = tag;
        tagStart = start;
        nameEnd = endOfName;
        tagEnd = end;
        // An element is implied by a tag whose attributes are noted, and are yet to be matched.
        there = isImplied() ? AttributeSpans.NONE : noted;
        letters = isImplied() ? ALL : notedLetters;
        at = UNKNOWN;
        read = null;
        changes = null;
    }

    boolean isImplied() {
        return tagStart == tagEnd;
    }

    boolean areChanged() {
        return changes != null;
    }

    private void noteAll() {
        if (letters != ALL) {
            letters = ALL;
            at = UNKNOWN;
            there.scan(bytes, nameEnd, tagEnd, ALL);
        }
    }

    /** Makes a name the one that is asked for; returns its index in the tag, or -1. */
    private int find(String name) {
        if (!name.equals(asked)) {
            asked = name;
            wanted = AttributeName.of(name);
            at = UNKNOWN;
            read = null;
        }
        if (at == UNKNOWN) {
            if ((letters & wanted.letters) != wanted.letters) {
                noteAll();
            }
            at = there.find(wanted);
        }
        return at;
    }

    @Nullable
    String get(String name) {
        int index = find(name);
        Change change = changeOf(wanted.text);
        if (change != null) {
            return change.value;
        }
        if (index >= 0 && read == null) {
            read = there.value(index);
        }
        return index < 0 ? null : read;
    }

    void set(String name, String value) {
        int index = find(name);
        if (!wanted.isWritable) {
            throw new IllegalArgumentException("not the name of an attribute: '" + name + "'");
        }
        Objects.requireNonNull(value);
        if (index < 0 && !noted.canHold(wanted)) {
            throw new IllegalArgumentException("the page's charset lacks a character of the name '" + name + "'");
        }
        if (index < 0 || changeOf(wanted.text) != null || !(value.equals(read) || there.isPlainly(index, value))) {
            change(index, value);
        }
    }

    void remove(String name) {
        int index = find(name);
        if (index >= 0 || changeOf(wanted.text) != null) {
            change(index, null);
        }
    }

    private void change(int index, @Nullable String value) {
        Change last = null;
        for (Change change = changes; change != null; change = change.next) {
            if (change.name.text.equals(wanted.text)) {
                change.value = value;
                return;
            }
            last = change;
        }
        Change added = new Change(wanted, index < 0, value);
        if (last == null) {
            changes = added;
        } else {
            last.next = added;
        }
    }

    private @Nullable Change changeOf(String name) {
        for (Change change = changes; change != null; change = change.next) {
            if (change.name.text.equals(name)) {
                return change;
            }
        }
        return null;
    }

    private @Nullable Change changeOf(int attribute) {
        for (Change change = changes; change != null; change = change.next) {
            if (there.hasName(attribute, change.name)) {
                return change;
            }
        }
        return null;
    }

    List<Element.Attribute> list() {
        noteAll();
        List<Element.Attribute> list = new ArrayList<>();
        for (int i = 0; i < there.count(); i++) {
            if (there.isFirst(i)) {
                Change change = changeOf(i);
                String value = change == null ? there.value(i) : change.value;
                if (value != null) {
                    list.add(new Element.Attribute(there.name(i), value));
                }
            }
        }
        for (Change change = changes; change != null; change = change.next) {
            String value = change.value;
            if (change.added && value != null) {
                list.add(new Element.Attribute(change.name.text, value));
            }
        }
        return list;
    }

    /** Writes the start tag with the changed attributes; all others keep their bytes. */
    void writeTag(long name, Output output) throws IOException {
        if (isImplied()) {
            output.openTag(name);
            writeAdded(output);
            output.ascii('>');
            return;
        }
        boolean adds = addsAny();
        if (adds) {
            // New ones go behind all others.
            noteAll();
        }
        int written = tagStart;
        int last = nameEnd;
        boolean lacksValue = false;
        for (int i = 0; i < there.count(); i++) {
            Change change = changeOf(i);
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
        if (adds) {
            output.range(bytes, written, last);
            if (lacksValue) {
                output.ascii("\"\"");
            }
            writeAdded(output);
            written = last;
        }
        output.range(bytes, written, tagEnd);
    }

    private boolean addsAny() {
        for (Change change = changes; change != null; change = change.next) {
            if (change.added && change.value != null) {
                return true;
            }
        }
        return false;
    }

    private void writeAdded(Output output) throws IOException {
        for (Change change = changes; change != null; change = change.next) {
            String value = change.value;
            if (change.added && value != null) {
                output.ascii(' ');
                output.name(change.name.text);
                output.ascii("=\"");
                output.value(value);
                output.ascii('"');
            }
        }
    }
}

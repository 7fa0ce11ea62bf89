package dev.attune.decision;

import java.io.IOException;
import java.io.StringReader;

/**
 * A text that a parser reads, and that knows whether the parser asked for more than there is. Parsson's own place is wrong then:
 * it counts the last of its buffer twice.
 */
final class CutText extends StringReader {
    private final String shown;
    private boolean isCut;

    CutText(String text) {
        super(text);
        shown = text.stripTrailing();
    }

    /** Tells whether the text has ended before the JSON in it. */
    boolean isCut() {
        return isCut;
    }

    /** Returns the line of the last sign that can be seen, from 1. */
    long lastLine() {
        return 1 + shown.chars().filter(c -> c == '\n').count();
    }

    /** Returns the column behind that sign, from 1. */
    int lastColumn() {
        return shown.length() - shown.lastIndexOf('\n');
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        isCut |= count < 0;
        return count;
    }
}

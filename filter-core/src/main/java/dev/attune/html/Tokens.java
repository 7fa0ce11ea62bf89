package dev.attune.html;

import java.io.IOException;

/** Takes the tokens of a page as the tokenizer finds them. Positions are those of the bytes given with them. */
interface Tokens {
    /** Whether no more tokens are needed. */
    boolean isOver();

    /**
     * Finds the end of a start tag.
     *
     * @param name where its name begins
     * @param from where its name ends
     * @return index of the {@code >}, or -1 if it is not among the bytes
     */
    int scanAttributes(byte[] b, int name, int from, int end);

    /** Returns the name that these bytes make. */
    long tagName(byte[] b, int from, int end);

    /** Takes tags that need little; returns where something else begins with a {@code <}, else the end of the bytes. */
    int passPlainTags(byte[] b, int from, int end) throws IOException;

    void startTag(byte[] b, int lt, int endOfName, int gt, long name) throws IOException;

    /** Returns the name of an end tag that is likely to come, and of which {@link #endExpected} need only hear; 0 for none. */
    long expectedEnd();

    /** Takes the end tag that was expected, one without attributes. */
    void endExpected();

    void endTag(byte[] b, int lt, int gt, long name);

    /** Whether the text has to come through {@link #text} at all. */
    boolean textMatters();

    /**
     * Takes text.
     *
     * @param last whether the text ends there
     * @param raw whether it is the content of a script, a title or the like
     * @return up to where it could be taken; {@code to}, unless a character is not complete
     */
    int text(byte[] b, int from, int to, boolean last, boolean raw) throws IOException;

    /** Whether comments have to come through {@link #comment}, whole. */
    boolean wantsComments();

    void comment(byte[] b, int start, int content, int contentEnd, int end) throws IOException;

    boolean cdataAllowed();

    void doctype(byte[] b, int start, int gt) throws IOException;
}

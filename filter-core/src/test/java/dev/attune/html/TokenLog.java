package dev.attune.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes down what the tokenizer finds. */
final class TokenLog implements Tokens {
    /** No handler gets one that never ends: the page may have been cut off in it. */
    static final String UNFINISHED_COMMENT = "<!-- unfinished";

    static final String UNFINISHED_DOCTYPE = "<!DOCTYPE unfinished";

    private final List<String> tokens = new ArrayList<>();
    private final AttributeSpans attributes = new AttributeSpans(PageCharset.UTF_8);

    /** The tag that is expected to end next. */
    private long lastStart;

    private TokenLog() {}

    static List<String> of(byte[] input, String state, String textElement) {
        TokenLog log = new TokenLog();
        Tokenizer tokenizer = new Tokenizer(log);
        tokenizer.mode = switch (state) {
            case "Data state" -> Tokenizer.DATA;
            case "PLAINTEXT state" -> Tokenizer.PLAINTEXT;
            case "RCDATA state" -> Tokenizer.RCDATA;
            case "RAWTEXT state" -> Tokenizer.RAWTEXT;
            case "Script data state" -> Tokenizer.SCRIPT;
            case "CDATA section state" -> Tokenizer.CDATA;
            default -> throw new AssertionError("a new state: " + state);
        };
        tokenizer.textElement = TagName.of(textElement);
        try {
            int stop = tokenizer.scan(input, 0, input.length);
            if (stop < input.length && log.startsComment(input, stop)) {
                log.tokens.add(UNFINISHED_COMMENT);
            } else if (Ascii.startsWithIgnoreCase(input, stop, input.length, "<!doctype")) {
                log.tokens.add(UNFINISHED_DOCTYPE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log.tokens;
    }

    private boolean startsComment(byte[] b, int at) {
        int second = at + 1 < b.length ? b[at + 1] : 0;
        boolean doctype = Ascii.startsWithIgnoreCase(b, at, b.length, "<!doctype");
        boolean bogusEndTag = second == '/' && at + 2 < b.length && !Ascii.is(Ascii.LETTER, b[at + 2]);
        return (second == '!' && !doctype) || second == '?' || bogusEndTag;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public int scanAttributes(byte[] b, int name, int from, int end) {
        int gt = attributes.scan(b, from, end, -1);
        if (gt != AttributeSpans.skip(b, from, end)) {
            throw new AssertionError("the two ways to a tag's end differ");
        }
        return gt;
    }

    @Override
    public long tagName(byte[] b, int from, int end) {
        return TagName.of(b, from, end, PageCharset.UTF_8);
    }

    @Override
    public int passPlainTags(byte[] b, int from, int end) {
        return from;
    }

    @Override
    public void startTag(byte[] b, int lt, int endOfName, int gt, long name) {
        StringBuilder text = new StringBuilder("<").append(attributes.text(b, lt + 1, endOfName));
        for (int i = 0; i < attributes.count(); i++) {
            if (attributes.isFirst(i)) {
                text.append(' ').append(attributes.name(i)).append('=').append(attributes.value(i));
            }
        }
        lastStart = name;
        tokens.add(text + (AttributeSpans.closesItself(b, endOfName, gt) ? "/>" : ">"));
        TokenEnd end = new TokenEnd();
        if (end.find(b, lt + 1, b.length) != gt + 1) {
            throw new AssertionError("the way to a held tag's end differs");
        }
    }

    @Override
    public long expectedEnd() {
        return lastStart;
    }

    @Override
    public void endExpected() {
        tokens.add("</" + TagName.packed(lastStart) + ">");
    }

    @Override
    public void endTag(byte[] b, int lt, int gt, long name) {
        int end = lt + 2;
        while (!Ascii.is(Ascii.ENDS_TAG_NAME, b[end])) {
            end++;
        }
        tokens.add("</" + attributes.text(b, lt + 2, end) + ">");
    }

    @Override
    public boolean textMatters() {
        return true;
    }

    @Override
    public int text(byte[] b, int from, int to, boolean last, boolean raw) {
        return to;
    }

    @Override
    public boolean wantsComments() {
        return true;
    }

    @Override
    public void comment(byte[] b, int start, int content, int contentEnd, int end) {
        tokens.add("<!--" + PageCharset.UTF_8.comment(b, content, Math.max(content, contentEnd)) + "-->");
    }

    @Override
    public boolean cdataAllowed() {
        return false;
    }

    @Override
    public void doctype(byte[] b, int start, int gt) {
        Doctype doctype = new DoctypeParser(PageCharset.UTF_8.decode(b, start + 9, gt)).doctype();
        tokens.add("<!DOCTYPE " + doctype.name() + " " + doctype.publicId() + " " + doctype.systemId() + ">");
    }
}

package dev.attune.html;

import java.io.IOException;

/**
 * The short way through a body, for tags that do no more to the tree than to open an element, or to close the innermost
 * one, and that no rule can match: most tags of most pages. Other start tags are found here, too, and handed to the page.
 */
final class PlainTags {
    private final Program program;
    private final OpenElements open;
    private final Matcher matcher;
    private final AttributeSpans attributes;
    private final Page page;

    PlainTags(Program program, OpenElements open, Matcher matcher, AttributeSpans attributes, Page page) {
        this.program = program;
        this.open = open;
        this.matcher = matcher;
        this.attributes = attributes;
        this.page = page;
    }

    /**
     * Goes on as long as the page may take the short way.
     *
     * @return where it stopped: behind a tag, or where a {@code <} begins something else; else the end of the bytes
     */
    int pass(byte[] b, int from, int end) throws IOException {
        int p = from;
        while (p >= 0) {
            int lt = Ascii.indexOf(b, p, end, (byte) '<');
            // An end tag reads eight bytes behind the slash, and one more.
            if (lt + 2 + Long.BYTES >= end) {
                return lt;
            }
            p = b[lt + 1] == '/' ? endTag(b, lt) : startTag(b, lt, end);
        }
        return ~p;
    }

    /** This and the others return where to go on, or the complement of where the short way ends. */
    private int endTag(byte[] b, int lt) {
        int from = lt + 2;
        long expected = open.plainTop();
        int length = TagName.lengthOf(expected);
        if (expected <= 0 || b[from + length] != '>' || !TagName.begins(Ascii.word(b, from), expected, length)) {
            return ~lt;
        }
        open.popPlain();
        return from + length + 1;
    }

    private int startTag(byte[] b, int lt, int end) throws IOException {
        int nameStart = lt + 1;
        if (!Ascii.is(Ascii.LETTER, b[nameStart])) {
            return ~lt;
        }
        long word = Ascii.word(b, nameStart);
        int length = TagName.length(word);
        if (length < 0) {
            return ~lt;
        }
        long name = TagName.packed(word, length);
        int nameEnd = nameStart + length;
        int facts = Tag.facts(name);
        boolean svg = open.isPlainInSvg(name, facts);
        boolean plain = svg || ((facts & Tag.ANY_TEXT) == 0 && !open.startIsSlow(facts));
        if (!plain || open.isFull()) {
            int gt = page.scanAttributes(b, nameStart, nameEnd, end);
            if (gt < 0) {
                return ~lt;
            }
            page.startTag(b, lt, nameEnd, gt, name);
            return page.mayTakeShortWay() ? gt + 1 : ~(gt + 1);
        }
        AttributeTests tests = program.tests;
        long compounds = matcher.reachable(name, open.depth - 1);
        long possible = compounds & ~tests.tested;
        boolean noted = false;
        int gt;
        if ((compounds & tests.looking) == 0) {
            gt = AttributeSpans.skip(b, nameEnd, end);
        } else if ((possible & tests.looking) != 0) {
            gt = attributes.scan(b, nameEnd, end, program.attributeLetters);
            noted = true;
        } else {
            attributes.clear();
            gt = tests.end(b, nameEnd, end, compounds, attributes);
            noted = attributes.count() > 0;
        }
        if (gt < 0) {
            return ~lt;
        }
        if (svg) {
            facts = AttributeSpans.closesItself(b, nameEnd, gt) ? Tag.SVG_ELEMENT | Tag.VOID : Tag.SVG_ELEMENT;
        }
        if (noted || possible != 0) {
            page.plainStartTag(b, lt, nameEnd, gt, name, facts, noted ? compounds : possible, noted);
            return page.mayTakeShortWay() ? gt + 1 : ~(gt + 1);
        }
        if ((facts & Tag.VOID) == 0) {
            matcher.passPlain(open.depth);
            open.push(name, facts);
        }
        return gt + 1;
    }
}

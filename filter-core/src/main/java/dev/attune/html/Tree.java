package dev.attune.html;

/**
 * Follows the tree that a browser would build, as far as it decides what a tag means: which elements a tag closes or
 * implies, whether it is ignored, where foreign content begins and ends. It builds nothing.
 *
 * <p>Not followed are the copies that the standard makes of misnested formatting elements.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhtml">HTML, insertion modes</a>
 */
final class Tree {
    /** What the tree needs of the page that it is followed for. */
    interface Host extends OpenElements.Closing {
        /** An element was opened by no tag of its own. */
        void implied(int index);

        /** Returns the value of an attribute of the tag at hand, in lower case; null where it has none. */
        @org.jspecify.annotations.Nullable
        String tagAttribute(String name);
    }

    static final int BEFORE_HTML = 0;
    static final int BEFORE_HEAD = 1;
    static final int IN_HEAD = 2;
    static final int AFTER_HEAD = 3;
    static final int IN_BODY = 4;

    private static final long NOSCRIPT = TagName.of("noscript");

    final OpenElements open;
    private final Host host;
    private final Foreign foreign;
    private final StartInBody startInBody;
    private final EndInBody endInBody;

    int phase = BEFORE_HTML;

    /** What the tag just started is, after the tree's corrections. */
    long name;

    int facts;

    /** Index of the element that the tag's element becomes a child of. */
    int parent;

    private int phaseOutsideTemplates;
    private boolean headReopened;
    boolean bodyHasTag;

    /** Whether a form outside of templates is open, and another one would be ignored. */
    boolean formOpen;

    boolean quirks = true;

    Tree(OpenElements open, Host host) {
        this.open = open;
        this.host = host;
        this.foreign = new Foreign(open, host);
        Tables tables = new Tables(open, host);
        this.startInBody = new StartInBody(this, tables);
        this.endInBody = new EndInBody(this, tables, host);
    }

    void doctype(boolean quirky) {
        if (phase == BEFORE_HTML) {
            quirks = quirky;
        }
    }

    boolean cdataAllowed() {
        return (open.topFacts() & Tag.FOREIGN) != 0;
    }

    /**
     * Does what the standard does before it inserts an element for a start tag: closes, implies.
     *
     * @return false if a browser ignores the tag; else {@link #name}, {@link #facts} and {@link #parent} say what to insert
     */
    boolean start(long tagName, int tagFacts, boolean selfClosing) {
        name = tagName;
        facts = tagFacts;
        if ((open.topFacts() & Tag.FOREIGN) != 0 && foreign.takes(tagName, tagFacts)) {
            facts = foreign.facts(tagName, open.topFacts() & Tag.FOREIGN);
            if (selfClosing) {
                facts |= Tag.VOID;
            }
            parent = open.depth - 1;
            return true;
        }
        boolean insert = phase == IN_BODY ? startInBody.start(tagFacts) : startEarly(tagFacts);
        if (insert && Tag.kind(tagFacts) == Tag.TEMPLATE) {
            phaseOutsideTemplates = open.open(Tag.TEMPLATE) == 0 ? phase : phaseOutsideTemplates;
            facts |= Tag.SLOW_END;
            setPhase(IN_BODY);
        } else if (insert && (Tag.kind(tagFacts) == Tag.SVG || Tag.kind(tagFacts) == Tag.MATH)) {
            facts = Tag.kind(tagFacts) == Tag.SVG ? Tag.SVG_ELEMENT : Tag.MATHML_ELEMENT;
            if (selfClosing) {
                facts |= Tag.VOID;
            }
        }
        if (insert && headReopened) {
            facts |= Tag.SLOW_END;
        }
        return insert;
    }

    private boolean startEarly(int tagFacts) {
        int kind = Tag.kind(tagFacts);
        if (phase == BEFORE_HTML) {
            if (kind == Tag.HTML) {
                parent = -1;
                setPhase(BEFORE_HEAD);
                return true;
            }
            implyHtml();
        }
        if (kind == Tag.HTML) {
            return false;
        }
        parent = 0;
        if (phase == BEFORE_HEAD) {
            if (kind == Tag.HEAD) {
                setPhase(IN_HEAD);
                return true;
            }
            implyHead();
        }
        if (kind == Tag.HEAD) {
            return false;
        }
        if (phase == IN_HEAD) {
            parent = 1;
            if ((tagFacts & Tag.HEAD_CONTENT) != 0) {
                return true;
            }
            closeHead(false);
        }
        parent = 0;
        if (kind == Tag.BODY) {
            setPhase(IN_BODY);
            bodyHasTag = true;
            return true;
        }
        if (kind == Tag.FRAMESET) {
            throw new CannotFollow("a page of frames");
        }
        if ((tagFacts & Tag.HEAD_CONTENT) != 0 && name != NOSCRIPT) {
            reopenHead();
            return true;
        }
        implyBody();
        return startInBody.start(tagFacts);
    }

    /**
     * Does what the standard does at an end tag.
     *
     * @return false if the tag closes nothing
     */
    boolean end(long tagName, int tagFacts) {
        int top = open.topFacts();
        if ((top & (Tag.ANY_TEXT | Tag.FOREIGN)) != 0 && open.topName() == tagName) {
            open.popByTag(open.depth - 1);
            afterPop();
            return true;
        }
        if ((top & Tag.FOREIGN) != 0 && foreign.end(tagName, tagFacts)) {
            return true;
        }
        boolean closed = phase == IN_BODY ? endInBody.end(tagName, tagFacts) : endEarly(tagName, tagFacts);
        afterPop();
        return closed;
    }

    private boolean endEarly(long tagName, int tagFacts) {
        int kind = Tag.kind(tagFacts);
        boolean implies = kind == Tag.BODY || kind == Tag.HTML || kind == Tag.BR;
        if (kind == Tag.TEMPLATE || (!implies && kind != Tag.HEAD) || (kind == Tag.HEAD && phase == AFTER_HEAD)) {
            return false;
        }
        if (phase == BEFORE_HTML) {
            implyHtml();
        }
        if (phase == BEFORE_HEAD) {
            implyHead();
        }
        if (phase == IN_HEAD) {
            closeHead(kind == Tag.HEAD);
            if (kind == Tag.HEAD) {
                return true;
            }
        }
        implyBody();
        return endInBody.end(tagName, tagFacts);
    }

    /** Tidies up after elements were closed: out of the last template, out of a head that was opened once more. */
    void afterPop() {
        if (phaseOutsideTemplates != BEFORE_HTML && open.open(Tag.TEMPLATE) == 0) {
            setPhase(phaseOutsideTemplates);
            phaseOutsideTemplates = BEFORE_HTML;
        }
        if (headReopened && open.depth == 2) {
            headReopened = false;
            open.uncount(Tag.HEAD);
            open.depth = 1;
        }
    }

    /** Text that is not white space was met, or the end of the page: both need a body. */
    void implyAll() {
        if (phase == BEFORE_HTML) {
            implyHtml();
        }
        if (phase == BEFORE_HEAD) {
            implyHead();
        }
        if (phase == IN_HEAD) {
            closeHead(false);
        }
        if (phase == AFTER_HEAD) {
            implyBody();
        }
    }

    private void implyHtml() {
        imply(Tag.NAME_HTML, BEFORE_HEAD);
    }

    private void implyHead() {
        imply(Tag.NAME_HEAD, IN_HEAD);
    }

    private void implyBody() {
        imply(Tag.NAME_BODY, IN_BODY);
    }

    private void imply(long impliedName, int next) {
        open.push(impliedName, Tag.facts(impliedName));
        setPhase(next);
        host.implied(open.depth - 1);
    }

    private void closeHead(boolean byTag) {
        if (byTag) {
            open.popByTag(1);
        } else {
            open.popTo(1);
        }
        setPhase(AFTER_HEAD);
    }

    private void reopenHead() {
        open.push(Tag.NAME_HEAD, Tag.facts(Tag.NAME_HEAD));
        headReopened = true;
        parent = 1;
    }

    private void setPhase(int next) {
        phase = next;
        open.inBody(next == IN_BODY);
    }
}

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
    private static final long INPUT = TagName.of("input");
    private static final long ADDRESS = TagName.of("address");
    private static final long DIV = TagName.of("div");
    private static final long OL = TagName.of("ol");
    private static final long UL = TagName.of("ul");

    final OpenElements open;
    private final Host host;
    private final Tables tables;
    private final Foreign foreign;

    int phase = BEFORE_HTML;

    /** What the tag just started is, after the tree's corrections. */
    long name;

    int facts;

    /** Index of the element that the tag's element becomes a child of. */
    int parent;

    private int phaseOutsideTemplates;
    private boolean headReopened;
    private boolean bodyHasTag;
    private boolean bodyEnded;
    private boolean htmlEnded;
    private boolean formOpen;
    private boolean quirks = true;

    Tree(OpenElements open, Host host) {
        this.open = open;
        this.host = host;
        this.tables = new Tables(open, host);
        this.foreign = new Foreign(open, host);
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
        boolean insert = phase == IN_BODY ? startInBody(tagFacts) : startEarly(tagFacts);
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
        return startInBody(tagFacts);
    }

    private boolean startInBody(int tagFacts) {
        if (open.topKind() == Tag.COLGROUP && Tag.kind(tagFacts) != Tag.COL && Tag.kind(tagFacts) != Tag.TEMPLATE) {
            open.popTo(open.depth - 1);
        }
        if ((tagFacts & open.closesP) != 0 && !(Tag.kind(tagFacts) == Tag.TABLE && quirks)) {
            closeP();
        }
        if (open.open(Tag.SELECT) > 0) {
            startInSelect(tagFacts);
        }
        boolean insert = true;
        switch (Tag.kind(tagFacts)) {
            case Tag.HTML, Tag.HEAD, Tag.BODY, Tag.FRAME -> insert = false;
            case Tag.FRAMESET -> {
                if (!bodyHasTag && open.open(Tag.TEMPLATE) == 0) {
                    throw new CannotFollow("a frameset that may replace the body");
                }
                insert = false;
            }
            case Tag.LI -> closeItem(Tag.LI);
            case Tag.DD_DT -> closeItem(Tag.DD_DT);
            case Tag.HEADING -> closeTop(Tag.HEADING);
            case Tag.RUBY_PART -> closeTop(Tag.RUBY_PART);
            case Tag.OPTION -> closeTop(Tag.OPTION);
            case Tag.OPTGROUP -> {
                closeTop(Tag.OPTION);
                if (open.open(Tag.SELECT) > 0) {
                    closeTop(Tag.OPTGROUP);
                }
            }
            case Tag.BUTTON -> closeInScope(Tag.BUTTON);
            case Tag.NOBR -> closeInScope(Tag.NOBR);
            case Tag.A -> closeLink();
            case Tag.SELECT -> insert = !closeInScope(Tag.SELECT);
            case Tag.FORM -> {
                insert = !formOpen || open.open(Tag.TEMPLATE) > 0;
                if (insert && open.open(Tag.TEMPLATE) == 0) {
                    formOpen = true;
                }
            }
            case Tag.IMAGE -> {
                name = Tag.NAME_IMG;
                facts = Tag.facts(Tag.NAME_IMG);
            }
            case Tag.TABLE -> tables.closeForTable();
            case Tag.CAPTION, Tag.COLGROUP, Tag.COL, Tag.SECTION, Tag.ROW, Tag.CELL -> insert = tables.start(tagFacts);
            default -> {}
        }
        parent = insert ? tables.parentFor(tagFacts) : -1;
        return insert;
    }

    /**
     * Until recently a browser ignored most tags inside of a select, today it does not: where that decides what is text
     * and what is markup, nobody can know.
     */
    private void startInSelect(int tagFacts) {
        int kind = Tag.kind(tagFacts);
        if ((tagFacts & Tag.ANY_TEXT & ~Tag.SCRIPT) != 0 || kind == Tag.SVG || kind == Tag.MATH) {
            throw new CannotFollow("a tag inside of select that browsers treat in different ways");
        }
        if (name == INPUT) {
            closeInScope(Tag.SELECT);
        }
    }

    private void closeP() {
        int p = open.kindInScope(Tag.P, Tag.BUTTON);
        if (p >= 0) {
            open.popTo(p);
        }
    }

    private void closeTop(int kind) {
        if (open.topKind() == kind) {
            open.popTo(open.depth - 1);
        }
    }

    private boolean closeInScope(int kind) {
        int index = open.kindInScope(kind, 0);
        if (index >= 0) {
            open.popTo(index);
        }
        return index >= 0;
    }

    private void closeItem(int kind) {
        for (int i = open.depth - 1; i >= 0; i--) {
            int there = open.facts[i];
            if (Tag.kind(there) == kind) {
                open.popTo(i);
                break;
            }
            boolean transparent = Tag.kind(there) == Tag.P || open.names[i] == ADDRESS || open.names[i] == DIV;
            if ((there & Tag.SPECIAL) != 0 && !transparent) {
                break;
            }
        }
        if (open.closesP != 0) {
            closeP();
        }
    }

    private void closeLink() {
        int index = open.kindInScope(Tag.A, 0);
        if (index >= 0) {
            endFormatting(index, false);
        }
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
        boolean closed = phase == IN_BODY ? endInBody(tagName, tagFacts) : endEarly(tagName, tagFacts);
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
        return endInBody(tagName, tagFacts);
    }

    private boolean endInBody(long tagName, int tagFacts) {
        switch (Tag.kind(tagFacts)) {
            case Tag.BODY, Tag.HTML -> {
                endBody(Tag.kind(tagFacts) == Tag.HTML);
                return false;
            }
            case Tag.P -> {
                int index = open.kindInScope(Tag.P, Tag.BUTTON);
                if (index < 0) {
                    index = open.depth;
                    open.push(tagName, tagFacts);
                    host.implied(index);
                }
                return popThrough(index);
            }
            case Tag.LI -> {
                return popThrough(itemInListScope());
            }
            case Tag.HEADING -> {
                int index = open.kindInScope(Tag.HEADING, 0);
                boolean own = index >= 0 && open.names[index] == tagName;
                if (index >= 0 && !own) {
                    open.popTo(index);
                }
                return own && popThrough(index);
            }
            case Tag.FORM -> {
                return endForm(tagName);
            }
            case Tag.TEMPLATE -> {
                return endTemplate();
            }
            case Tag.TABLE, Tag.SECTION, Tag.ROW, Tag.CELL, Tag.CAPTION -> {
                return popThrough(tables.inTableScope(tagName));
            }
            case Tag.COLGROUP -> {
                return open.topKind() == Tag.COLGROUP && popThrough(open.depth - 1);
            }
            case Tag.SELECT, Tag.DD_DT -> {
                return popThrough(open.inScope(tagName, 0));
            }
            default -> {
                if ((tagFacts & Tag.VOID) != 0) {
                    return false;
                }
                if ((tagFacts & Tag.BLOCK) != 0) {
                    return popThrough(open.inScope(tagName, 0));
                }
                int index = (tagFacts & Tag.FORMATTING) != 0 ? open.inScope(tagName, 0) : -1;
                return index >= 0 ? endFormatting(index, true) : endOther(tagName);
            }
        }
    }

    private boolean endOther(long tagName) {
        for (int i = open.depth - 1; i >= 0; i--) {
            if (open.names[i] == tagName && (open.facts[i] & Tag.FOREIGN) == 0) {
                return popThrough(i);
            }
            if ((open.facts[i] & Tag.SPECIAL) != 0) {
                return false;
            }
        }
        return false;
    }

    /** The part of the adoption agency that a stack can show: a block inside of the formatting element outlives it. */
    private boolean endFormatting(int index, boolean byTag) {
        for (int i = index + 1; i < open.depth; i++) {
            if ((open.facts[i] & Tag.SPECIAL) != 0) {
                open.removeByTag(index);
                return byTag;
            }
        }
        if (byTag) {
            open.popByTag(index);
        } else {
            open.popTo(index);
        }
        return byTag;
    }

    private int itemInListScope() {
        for (int i = open.depth - 1; i >= 0; i--) {
            if (Tag.kind(open.facts[i]) == Tag.LI) {
                return i;
            }
            if ((open.facts[i] & Tag.SCOPE) != 0 || open.names[i] == OL || open.names[i] == UL) {
                return -1;
            }
        }
        return -1;
    }

    private boolean endForm(long tagName) {
        int index = open.inScope(tagName, 0);
        if (open.open(Tag.TEMPLATE) > 0) {
            return popThrough(index);
        }
        boolean was = formOpen;
        formOpen = false;
        if (!was || index < 0) {
            return false;
        }
        while (open.depth - 1 > index && hasImpliedEnd(open.topFacts())) {
            open.popTo(open.depth - 1);
        }
        open.removeByTag(index);
        return true;
    }

    private static boolean hasImpliedEnd(int facts) {
        int kind = Tag.kind(facts);
        return kind == Tag.P
                || kind == Tag.LI
                || kind == Tag.DD_DT
                || kind == Tag.OPTION
                || kind == Tag.OPTGROUP
                || kind == Tag.RUBY_PART;
    }

    private boolean endTemplate() {
        if (open.open(Tag.TEMPLATE) == 0) {
            return false;
        }
        int index = open.depth - 1;
        while (Tag.kind(open.facts[index]) != Tag.TEMPLATE) {
            index--;
        }
        return popThrough(index);
    }

    /** Ends the body for its edits alone: the standard keeps it open, and what follows still goes into it. */
    private void endBody(boolean html) {
        if (open.open(Tag.TEMPLATE) > 0) {
            return;
        }
        if (!bodyEnded) {
            bodyEnded = true;
            open.endByTag(1, !html);
            open.facts[1] |= html ? 0 : Tag.ENDED;
        }
        if (html && !htmlEnded) {
            htmlEnded = true;
            open.endByTag(0, true);
        }
    }

    private boolean popThrough(int index) {
        if (index < 0) {
            return false;
        }
        open.popByTag(index);
        return true;
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

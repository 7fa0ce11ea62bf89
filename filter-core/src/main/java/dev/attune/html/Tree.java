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

        /** An element without content was opened by a tag that is not its own, and closed again. */
        void impliedBy(long name);

        /** Another tag of an element that has none yet: browsers add its attributes to the element. */
        void lateTag(int index);

        /** One more tag of an element that has one: browsers add what attributes the element lacks. */
        void oneMoreTag(int index);

        /** A head that is over is open once more, for a tag that browsers add to it. */
        void headAgain();

        /** Such a head is over again, with the token at hand. */
        void headOverAgain();

        /** The end tag of the body, or of html, was met where nothing else is open: nearly always the end of both. */
        void bodyEnds(int index, boolean byTag);

        /** A tag of a form was ignored, as another form is not over yet. */
        void formIgnored();

        /**
         * A formatting element that browsers would have opened anew is over.
         *
         * @param dropped whether its start tag is not in the output
         * @param byTag whether by its end tag
         */
        void endedLeftOpen(long name, boolean dropped, boolean byTag);

        /** The token at hand goes on in the body, though its end tag has gone by. */
        void goesOnInBody();

        /** The token at hand ends foreign content, without an end tag of it. */
        void leavesForeign();

        /** Another frameset than that of a page of frames was ignored. */
        void framesetIgnored();

        /** What the body begins with may go out, or, in a page of frames, may not. */
        void bodyIsCertain(boolean frames);

        /** Returns the value of an attribute of the tag at hand, in lower case; null where it has none. */
        @org.jspecify.annotations.Nullable
        String tagAttribute(String name);
    }

    static final int BEFORE_HTML = 0;
    static final int BEFORE_HEAD = 1;
    static final int IN_HEAD = 2;
    static final int AFTER_HEAD = 3;

    /** In a body that was implied, as long as a frameset may take its place. */
    static final int BODY_OR_FRAMES = 4;

    static final int IN_BODY = 5;

    static final int BEHIND_BODY = 1;
    static final int BEHIND_HTML = 2;

    private static final long NOSCRIPT = TagName.of("noscript");

    final OpenElements open;
    final Host host;
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
    private boolean atBeginning = true;
    private boolean headReopened;

    /** Whether a template came before the body, behind which no frameset takes the place of the body. */
    private boolean templateSeen;

    private boolean htmlHasTag;
    private boolean bodyHasTag;

    private int behindBody;

    /** Whether most tags need no more than to be put on the stack, or taken from it. */
    boolean isPlain;

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

    /** Whether a doctype would count: nothing but white space and comments came before. */
    boolean takesDoctype() {
        return atBeginning;
    }

    void doctype(boolean quirky) {
        quirks = quirky;
        atBeginning = false;
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
        atBeginning = false;
        if ((open.topFacts() & Tag.FOREIGN) != 0 && foreign.takes(tagName, tagFacts)) {
            facts = foreign.facts(tagName, open.topFacts() & Tag.FOREIGN);
            if (selfClosing) {
                facts |= Tag.VOID;
            }
            parent = open.depth - 1;
            return true;
        }
        if (Tag.kind(tagFacts) != Tag.HTML) {
            goOnInBody();
        }
        boolean insert = phase >= BODY_OR_FRAMES ? inBody(tagFacts) : startEarly(tagFacts);
        if (insert && Tag.kind(tagFacts) == Tag.TEMPLATE) {
            phaseOutsideTemplates = open.open(Tag.TEMPLATE) == 0 ? phase : phaseOutsideTemplates;
            facts |= Tag.SLOW_END;
            templateSeen = true;
            setPhase(Math.max(phase, BODY_OR_FRAMES) == phase ? phase : IN_BODY);
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

    private boolean inBody(int tagFacts) {
        if (phase == BODY_OR_FRAMES && (tagFacts & Tag.ENDS_FRAMES) != 0 && !isHidden(tagFacts)) {
            noFrames();
        }
        return startInBody.start(tagFacts);
    }

    private boolean isHidden(int tagFacts) {
        return Tag.kind(tagFacts) == Tag.INPUT && "hidden".equals(host.tagAttribute("type"));
    }

    private void noFrames() {
        setPhase(IN_BODY);
        host.bodyIsCertain(false);
    }

    /** Follows a frameset: it takes the place of a body that nothing has filled yet, else browsers ignore it. */
    void frameset() {
        if (phase == BODY_OR_FRAMES) {
            host.bodyIsCertain(true);
            throw new CannotFollow("a page of frames");
        }
        host.framesetIgnored();
    }

    /** Takes another tag of html or body, whose attributes an element without a tag takes over. */
    void metAgain(int kind) {
        if (open.open(Tag.TEMPLATE) > 0) {
            return;
        }
        if (kind == Tag.HTML && !htmlHasTag) {
            htmlHasTag = true;
            host.lateTag(0);
        } else if (kind == Tag.BODY && !bodyHasTag) {
            bodyHasTag = true;
            host.lateTag(1);
        } else {
            host.oneMoreTag(kind == Tag.HTML ? 0 : 1);
        }
    }

    private boolean startEarly(int tagFacts) {
        int kind = Tag.kind(tagFacts);
        if (phase == BEFORE_HTML) {
            if (kind == Tag.HTML) {
                parent = -1;
                htmlHasTag = true;
                setPhase(BEFORE_HEAD);
                return true;
            }
            implyHtml();
        }
        if (kind == Tag.HTML) {
            metAgain(kind);
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
        implyBody((tagFacts & Tag.ENDS_FRAMES) == 0 || isHidden(tagFacts));
        return startInBody.start(tagFacts);
    }

    /**
     * Does what the standard does at an end tag.
     *
     * @return false if the tag closes nothing
     */
    boolean end(long tagName, int tagFacts) {
        atBeginning = false;
        int top = open.topFacts();
        if (phase == BODY_OR_FRAMES && Tag.kind(tagFacts) == Tag.BR) {
            noFrames();
        }
        if ((top & (Tag.ANY_TEXT | Tag.FOREIGN)) != 0 && open.topName() == tagName) {
            open.popByTag(open.depth - 1);
            afterPop();
            return true;
        }
        if ((top & Tag.FOREIGN) != 0 && foreign.end(tagName, tagFacts)) {
            return true;
        }
        if (Tag.kind(tagFacts) != Tag.BODY && Tag.kind(tagFacts) != Tag.HTML) {
            goOnInBody();
        }
        boolean closed = phase >= BODY_OR_FRAMES ? endInBody.end(tagName, tagFacts) : endEarly(tagName, tagFacts);
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
        implyBody(kind != Tag.BR);
        return endInBody.end(tagName, tagFacts);
    }

    /** Tidies up after elements were closed: out of the last template, out of a head that was opened once more. */
    void afterPop() {
        if (phaseOutsideTemplates != BEFORE_HTML && open.open(Tag.TEMPLATE) == 0) {
            if (phaseOutsideTemplates < BODY_OR_FRAMES) {
                setPhase(phaseOutsideTemplates);
            }
            phaseOutsideTemplates = BEFORE_HTML;
        }
        if (headReopened && open.depth == 2) {
            headReopened = false;
            open.uncount(Tag.HEAD);
            open.depth = 1;
            host.headOverAgain();
        }
    }

    /**
     * Ends a formatting element that was left open, if it was opened after the element at an index.
     *
     * @return whether there was one
     */
    boolean endLeftOpen(long tagName, int index, boolean byTag) {
        if (open.leftOpen.isEmpty()) {
            return false;
        }
        int at = open.leftOpen.find(tagName, index, open.formattingBound(open.depth - 1));
        if (at >= 0) {
            host.endedLeftOpen(tagName, open.leftOpen.isDropped(at), byTag);
            open.leftOpen.remove(at);
        }
        return at >= 0;
    }

    /**
     * Text that is not white space was met.
     *
     * @param visible false if it is NUL only, which browsers leave out of a body, though it needs one
     */
    void text(boolean visible) {
        atBeginning = false;
        if (!cdataAllowed()) {
            goOnInBody();
        }
        if (phase < BODY_OR_FRAMES) {
            implyAll(!visible);
        } else if (phase == BODY_OR_FRAMES && visible) {
            noFrames();
        }
        if (open.topKind() == Tag.COLGROUP) {
            open.popTo(open.depth - 1);
        }
    }

    /** The page ends, or text was met: both need a body. */
    private void implyAll(boolean mayBecomeFrames) {
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
            implyBody(mayBecomeFrames);
        } else if (phase == BODY_OR_FRAMES) {
            noFrames();
        }
    }

    /** The page ends: whatever stands open in the head ends before its body is implied. */
    void end() {
        while (open.depth > 2 && isInHead()) {
            open.popTo(open.depth - 1);
            afterPop();
        }
        implyAll(false);
    }

    private boolean isInHead() {
        int outside = phaseOutsideTemplates == BEFORE_HTML ? phase : phaseOutsideTemplates;
        return outside < BODY_OR_FRAMES;
    }

    private void implyHtml() {
        imply(Tag.NAME_HTML, BEFORE_HEAD);
    }

    private void implyHead() {
        imply(Tag.NAME_HEAD, IN_HEAD);
    }

    private void implyBody(boolean mayBecomeFrames) {
        imply(Tag.NAME_BODY, mayBecomeFrames && !templateSeen ? BODY_OR_FRAMES : IN_BODY);
    }

    private void imply(long impliedName, int next) {
        open.imply(impliedName);
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
        host.headAgain();
    }

    private void setPhase(int next) {
        phase = next;
        choosePlain();
    }

    private void choosePlain() {
        isPlain = phase == IN_BODY && behindBody == 0;
        open.inBody(isPlain);
    }

    /** Takes note of the end tag of the body, or of html. */
    void behind(boolean html) {
        behindBody = html ? BEHIND_HTML : BEHIND_BODY;
        choosePlain();
    }

    /** Returns whether the end tag of body or html was the last tag that counts, and which: comments go behind it then. */
    int behindBody() {
        return behindBody;
    }

    /** What follows the end tag of the body goes into the body all the same. */
    void goOnInBody() {
        if (behindBody != 0) {
            behindBody = 0;
            choosePlain();
            host.goesOnInBody();
        }
    }
}

package dev.attune.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One page on its way: takes tokens, follows the tree, matches, and calls handlers. */
final class Page implements Tree.Host, Tokens {
    private static final long META = TagName.of("meta");

    private final HtmlRewriter rewriter;
    private final Program program;
    private final AttributeSpans attributes;
    private final Matcher matcher;
    private final OpenElements open;
    private final Tree tree;
    private final Editor editor;
    private final ActiveRules scopes;
    private final Output output;
    private final ElementCalls elementCalls;
    private final ContentCalls calls;
    private final PlainTags plainTags;
    private final Tokenizer tokenizer = new Tokenizer(this);
    private boolean charsetDeclared;
    private PageCharset charset;

    private byte[] buffer = EmptyArrays.BYTES;
    private int nameEnd;
    private int tagEnd;

    /** First letters of the attributes that are noted of the tag at hand, if it has them: a bit each, 0 if none were. */
    private int notedLetters;

    private boolean textMatters = true;

    /** Whether tags may take the short way. */
    private boolean shortWay;

    private boolean over;
    private boolean ending;
    private @Nullable RuntimeException failure;

    /** Whether an end tag that is too long went out without its attributes. */
    private boolean isRestDropped;

    /** Whether the form that is not over yet has no tag in the output. */
    private boolean formDropped;

    /** Whether what made the body certain is not in the output: a frameset would be taken for one that counts. */
    private boolean framesEndDropped;

    Page(HtmlRewriter rewriter, Output output, PageCharset charset, boolean charsetDeclared) {
        this.rewriter = rewriter;
        this.program = rewriter.program;
        this.output = output;
        this.charset = charset;
        this.attributes = new AttributeSpans(charset);
        this.matcher = new Matcher(program);
        this.open = new OpenElements(rewriter.mostOpenElements, this);
        this.tree = new Tree(open, this);
        this.scopes = new ActiveRules(program);
        this.editor = new Editor(output, open, scopes);
        this.elementCalls = new ElementCalls(program, matcher, attributes, editor, scopes);
        this.calls = new ContentCalls(editor, scopes, charset);
        this.charsetDeclared = charsetDeclared;
        checkOver();
        this.plainTags = new PlainTags(program, open, matcher, attributes, this);
    }

    // ---- the way of the bytes

    /** Goes through bytes; returns where an incomplete token begins. All before that is on its way out. */
    int run(byte[] bytes, int from, int end) throws IOException {
        buffer = bytes;
        editor.begin(bytes, from);
        int stop;
        try {
            stop = tokenizer.scan(bytes, from, end);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        editor.end(stop);
        if (output.heldLength() > rewriter.mostHeldBytes) {
            editor.certain();
            checkOver();
        }
        return stop;
    }

    /** Whether nothing is left to be done but to hand the bytes on. */
    @Override
    public boolean isOver() {
        return over;
    }

    /** Stops all work; whatever was held back for an edit goes out. Returns where in the buffer the rest begins. */
    int giveUp() throws IOException {
        over = true;
        return editor.giveUp();
    }

    /** Ends the page in its last bytes, which hold no complete token. */
    void end(byte[] bytes, int end) throws IOException {
        buffer = bytes;
        ending = true;
        editor.begin(bytes, 0);
        nameEnd = 0;
        tagEnd = 0;
        LastBytes last = LastBytes.of(bytes, end, isMarkup());
        // Text implies a body, but not in a body.
        boolean behind = last == LastBytes.TEXT
                || (last == LastBytes.TEXT_LIKE_A_TAG
                        && (tree.phase >= Tree.BODY_OR_FRAMES || open.open(Tag.TEMPLATE) > 0));
        int at = behind ? end : 0;
        editor.token(at, at);
        try {
            if (editor.isDroppingText() || (tokenizer.isInsertionMarkupAtEnd() && last != LastBytes.COMMENT)) {
                if (calls.isInText()) {
                    text(bytes, 0, 0, true, true);
                }
                int textEnd = last == LastBytes.TEXT_LIKE_A_TAG && !editor.isDropping() ? end : 0;
                editor.endOfPage(behind ? textEnd : 0);
                tree.end();
                editor.endOfPage(textEnd);
                if (tree.behindBody() != 0) {
                    editor.behindBody();
                }
            } else {
                editor.silence();
            }
            boolean dropped = editor.isDropping();
            open.popTo(0);
            if (dropped) {
                return;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            output.release();
        }
        editor.end(end);
    }

    /** Whether tags are tags where the tokenizer stands, and not text. */
    boolean isMarkup() {
        return tokenizer.mode == Tokenizer.DATA;
    }

    /** Lets bytes of a token go by unread. */
    void pass(byte[] bytes, int from, int end) throws IOException {
        if (!isRestDropped) {
            editor.begin(bytes, from);
            editor.end(end);
        }
    }

    /** Lets a comment go by that is too long to be held. */
    void longComment(byte[] bytes, int length, boolean bogus) throws IOException {
        editor.begin(bytes, 0);
        tokenizer.passComment(bytes, bogus ? 2 : 4, length, bogus);
        editor.end(length);
    }

    /** Lets a start tag go by that is too long to be held: it counts as an element, but no rule is asked. */
    void longStartTag(byte[] b, int endOfName, int end) throws IOException {
        isRestDropped = false;
        buffer = b;
        editor.begin(b, 0);
        long name = tagName(b, 1, endOfName);
        int facts = Tag.facts(name);
        editor.token(0, 0);
        nameEnd = endOfName;
        tagEnd = end;
        try {
            if (tree.start(name, facts, false)) {
                matcher.pass(open.depth, tree.parent, tree.name);
                if ((tree.facts & Tag.VOID) == 0) {
                    open.push(tree.name, tree.facts);
                }
                afterStart(tree.name, tree.facts);
            }
            tree.afterPop();
            refresh();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        editor.end(end);
    }

    /**
     * Takes an end tag that is too long to be held. Where an edit is made at it, it goes out without its attributes,
     * which mean nothing.
     */
    void longEndTag(byte[] tag, int endOfName, int length) throws IOException {
        byte[] bare = Arrays.copyOf(tag, endOfName + 1);
        bare[endOfName] = '>';
        buffer = bare;
        editor.begin(bare, 0);
        try {
            tokenizer.scan(bare, 0, bare.length);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        isRestDropped = editor.isAmid();
        if (isRestDropped) {
            editor.end(bare.length);
        } else {
            editor.begin(tag, 0);
            editor.end(length);
        }
    }

    /** Takes back the element of a long tag that turned out to close itself. */
    void longTagClosedItself() {
        if ((open.topFacts() & Tag.FOREIGN) != 0) {
            open.popTo(open.depth - 1);
        }
    }

    /** Returns the exception of a handler, null for none. No other handler is called then; removals go on to their end. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    private void fail(HandlerFailure thrown) {
        failure = thrown.thrown;
        matcher.retireAll();
        scopes.clear();
        editor.keepRemovals();
        checkOver();
    }

    private void checkOver() {
        over = matcher.isDone()
                && !editor.isPending()
                && !output.isHolding()
                && (rewriter.documentHandler == null || tree.phase != Tree.BEFORE_HTML || failure != null);
    }

    /** Something that the tree asks for and that may call handlers or write. */
    private interface Act {
        void run() throws IOException;
    }

    /** Does what few pages need: what most need tries and catches by itself, as an object for each would show. */
    private void act(Act act) {
        try {
            act.run();
        } catch (HandlerFailure | IOException e) {
            failed(e);
        }
    }

    private void failed(Exception e) {
        if (e instanceof HandlerFailure thrown) {
            fail(thrown);
        } else {
            throw new UncheckedIOException((IOException) e);
        }
    }

    // ---- start tags

    /** Finds the end of a start tag, with a look at its attributes if they can matter. */
    @Override
    public int scanAttributes(byte[] b, int name, int from, int end) {
        if (b[from] == '>') {
            attributes.clear();
            notedLetters = -1;
            return from;
        }
        int letter = b[name] & 31;
        if (program.wantsAttributes(letter) && matcher.knowsLetter(letter)) {
            notedLetters = program.attributeLetters;
            return attributes.scan(b, from, end, notedLetters);
        }
        notedLetters = 0;
        return AttributeSpans.skip(b, from, end);
    }

    @Override
    public long tagName(byte[] b, int from, int end) {
        return TagName.of(b, from, end, charset);
    }

    @Override
    public void startTag(byte[] b, int lt, int endOfName, int gt, long tagName) throws IOException {
        nameEnd = endOfName;
        tagEnd = gt + 1;
        editor.token(lt, gt + 1);
        int facts = Tag.facts(tagName);
        if (open.isBeyondLimit()) {
            open.countBeyond(facts, 1);
            afterStart(tagName, facts & Tag.ANY_TEXT);
            return;
        }
        long name = tagName;
        int parent = open.depth - 1;
        boolean changesTree = !tree.isPlain || open.startIsSlow(facts);
        if (changesTree) {
            if (!tree.start(tagName, facts, AttributeSpans.closesItself(b, endOfName, gt))) {
                tree.afterPop();
                refresh();
                return;
            }
            editor.closeForeign();
            name = tree.name;
            facts = tree.facts;
            parent = tree.parent;
        }
        int index = open.depth;
        boolean hit = false;
        if (!editor.isDropping() && matcher.knowsLetter(b[lt + 1] & 31)) {
            hit = matcher.match(index, parent, name, b, lt + 1, endOfName, attributes);
        } else {
            matcher.pass(index, parent, name);
        }
        insert(b, lt, gt, name, facts, hit);
        if (changesTree || hit) {
            refresh();
        }
    }

    /**
     * Takes a start tag that does no more to the tree than to open an element with a name of its own.
     *
     * @param compounds what the element may be
     * @param noted whether the attributes that compounds look at are noted; if not, the compounds look at none
     */
    void plainStartTag(byte[] b, int lt, int endOfName, int gt, long name, int facts, long compounds, boolean noted)
            throws IOException {
        nameEnd = endOfName;
        tagEnd = gt + 1;
        editor.token(lt, gt + 1);
        if (!noted) {
            attributes.clear();
        }
        notedLetters = endOfName == gt ? -1 : noted ? program.attributeLetters : 0;
        boolean hit = matcher.matchPlain(open.depth, name, compounds, attributes);
        insert(b, lt, gt, name, facts, hit);
        if (hit) {
            refresh();
        }
    }

    /** Inserts the element of the tag at hand, and calls the handlers of the rules that matched it. */
    private void insert(byte[] b, int lt, int gt, long name, int tagFacts, boolean hit) throws IOException {
        int index = open.depth;
        int facts = tagFacts;
        boolean hasContent = (facts & Tag.VOID) == 0;
        if (hit && call(b, name, lt, nameEnd, gt + 1, index, hasContent)) {
            facts |= Tag.SLOW_END;
        }
        if (hasContent) {
            open.push(name, facts);
            if (name < 0) {
                open.noteName(b, lt + 1, nameEnd);
            }
        }
        if (hit) {
            checkOver();
        }
        if ((facts & (Tag.ANY_TEXT | Tag.KIND)) != 0) {
            afterStart(name, facts);
            if (Tag.kind(facts) == Tag.FORM && open.open(Tag.TEMPLATE) == 0) {
                editor.missing.formEnded = false;
                formDropped = editor.isDropped(index) || (hit && elementCalls.isTagDropped());
            }
        }
        if (tree.phase != Tree.IN_BODY) {
            if (name == META && !charsetDeclared && !editor.isDropping()) {
                lookForCharset(b, nameEnd, gt);
            }
            tree.afterPop();
        }
    }

    /** Calls the handlers of the element that was matched; returns whether its end matters to one of them. */
    private boolean call(byte[] b, long name, int start, int endOfName, int end, int index, boolean hasContent)
            throws IOException {
        try {
            return elementCalls.call(b, name, start, endOfName, end, index, hasContent, notedLetters);
        } catch (HandlerFailure e) {
            fail(e);
            return false;
        }
    }

    private boolean callImplied(long name, int at, int index) throws IOException {
        try {
            return elementCalls.callImplied(buffer, name, at, index);
        } catch (HandlerFailure e) {
            fail(e);
            return false;
        }
    }

    private void afterStart(long name, int facts) {
        if ((facts & Tag.ANY_TEXT) != 0 && (facts & Tag.FOREIGN) == 0) {
            tokenizer.mode = (facts & Tag.RCDATA) != 0
                    ? Tokenizer.RCDATA
                    : (facts & Tag.RAWTEXT) != 0
                            ? Tokenizer.RAWTEXT
                            : (facts & Tag.SCRIPT) != 0 ? Tokenizer.SCRIPT : Tokenizer.PLAINTEXT;
            tokenizer.textElement = name;
        }
        switch (Tag.kind(facts)) {
            case Tag.BODY -> {
                editor.bodyBegins();
                retire(name);
            }
            case Tag.HTML, Tag.HEAD -> retire(name);
            default -> {}
        }
    }

    private void retire(long name) {
        matcher.retire(name);
        checkOver();
    }

    /** Takes the charset that the page itself declares, where nothing else declares one. */
    private void lookForCharset(byte[] b, int from, int gt) {
        MetaCharset declared = MetaCharset.in(AttributeSpans.of(b, from, gt + 1, charset));
        if (declared != null) {
            charsetDeclared = true;
            PageCharset now = declared.charset();
            if (now == null) {
                throw new CannotFollow("a page in " + declared.label());
            }
            charset = now;
            attributes.charset(now);
            output.charset(now);
            calls.charset(now);
        }
    }

    private static boolean isOutermost(int kind) {
        return kind == Tag.HTML || kind == Tag.HEAD || kind == Tag.BODY;
    }

    @Override
    public void implying() {
        editor.missing.implying();
    }

    @Override
    public void implied(int index) {
        try {
            imply(index);
        } catch (HandlerFailure | IOException e) {
            failed(e);
        }
    }

    private void imply(int index) throws IOException {
        long name = open.names[index];
        int kind = Tag.kind(open.facts[index]);
        int at = editor.tokenStart();
        boolean mayBeCompleted = !ending && (kind == Tag.HTML || kind == Tag.BODY);
        boolean dropping = editor.isDropping();
        boolean hit = !dropping && matcher.match(index, index - 1, name, buffer, at, at, AttributeSpans.NONE);
        if (dropping) {
            matcher.pass(index, index - 1, name);
        }
        if (rewriter.isFragment && isOutermost(kind)) {
            afterStart(name, kind);
            return;
        }
        if (kind == Tag.BODY && tree.phase == Tree.BODY_OR_FRAMES) {
            editor.provisional();
        }
        if (hit) {
            editor.impliedToken();
            boolean endMatters =
                    mayBeCompleted ? callImplied(name, at, index) : call(buffer, name, at, at, at, index, true);
            if (endMatters) {
                open.facts[index] |= Tag.SLOW_END;
            }
            editor.tokenAgain(tagEnd);
        }
        boolean written = hit && elementCalls.isTagWritten();
        if (kind == Tag.HEAD && !written) {
            editor.missing.impliedHead();
        } else if (!written) {
            editor.missing.implied(index);
        }
        if (!mayBeCompleted) {
            afterStart(name, kind);
        } else if (kind == Tag.BODY) {
            editor.bodyBegins();
            checkOver();
        }
    }

    @Override
    public void impliedBy(long name) {
        int index = open.depth;
        int at = editor.tokenStart();
        act(() -> {
            if (!editor.isDropping() && matcher.match(index, index - 1, name, buffer, at, at, AttributeSpans.NONE)) {
                call(buffer, name, at, at, at, index, false);
            }
        });
    }

    @Override
    public void lateTag(int index) {
        if (editor.isDropped(index)) {
            dropToken();
            return;
        }
        long name = open.names[index];
        int lt = editor.tokenStart();
        boolean waits = attributesWait(index);
        act(() -> {
            boolean hit = matcher.matchAgain(index, name, buffer, lt + 1, nameEnd, attributes);
            boolean endMatters =
                    waits ? hit && callLate(name, lt, index) : editor.outside(() -> hit && callLate(name, lt, index));
            if (endMatters) {
                open.facts[index] |= Tag.SLOW_END;
            }
        });
        afterStart(name, Tag.kind(open.facts[index]));
    }

    private boolean callLate(long name, int lt, int index) throws IOException {
        return elementCalls.callLate(buffer, name, lt, nameEnd, tagEnd, index, notedLetters);
    }

    /** Has the attributes of a tag of html or the body wait for the end of the page, if its place is no place for them. */
    private boolean attributesWait(int index) {
        boolean wait = editor.isAmidForeign();
        if (wait) {
            AttributeSpans all = AttributeSpans.of(buffer, nameEnd, tagEnd, charset);
            editor.attributesAtEnd(index, all.list());
            open.facts[index] |= Tag.SLOW_END;
        }
        return wait;
    }

    @Override
    public void oneMoreTag(int index) {
        if (editor.isDropped(index)) {
            dropToken();
        } else if (!attributesWait(index)) {
            act(() -> editor.keepToken());
        }
    }

    @Override
    public void headAgain() {
        act(() -> editor.headAgain());
    }

    @Override
    public void headOverAgain() {
        editor.headOverAgain();
    }

    @Override
    public void bodyEnds(int index, boolean byTag) {
        try {
            editor.closesForNow(index, byTag);
        } catch (HandlerFailure | IOException e) {
            failed(e);
        }
    }

    @Override
    public void formIgnored() {
        if (formDropped || editor.missing.formEnded) {
            dropToken();
        }
    }

    @Override
    public void endedLeftOpen(long name, boolean dropped, boolean byTag) {
        act(() -> {
            if (!dropped) {
                editor.endWhileDropping(name, -1);
            }
        });
        if (dropped && byTag) {
            dropToken();
        }
    }

    @Override
    public void goesOnInBody() {
        editor.behindBody();
    }

    @Override
    public void leavesForeign() {
        tree.goOnInBody();
    }

    @Override
    public void framesetIgnored() {
        // Without what was taken away, browsers might let it replace the body.
        if (framesEndDropped || editor.takesAway()) {
            dropToken();
        }
    }

    private void dropToken() {
        act(() -> editor.dropToken());
    }

    @Override
    public void endedAmid(long name, int index, boolean byTag) {
        act(() -> editor.endWhileDropping(name, index));
    }

    @Override
    public boolean isDropped(int index) {
        return editor.isDropped(index);
    }

    @Override
    public void bodyIsCertain(boolean frames) {
        framesEndDropped = editor.isDropping();
        try {
            if (frames) {
                editor.takeBack();
            } else {
                editor.certain();
                checkOver();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public @Nullable String tagAttribute(String name) {
        AttributeSpans all = AttributeSpans.of(buffer, nameEnd, tagEnd, charset);
        int at = all.find(new AttributeName(name));
        return at < 0 ? null : Ascii.lower(all.value(at));
    }

    // ---- end tags

    @Override
    public long expectedEnd() {
        return open.plainTop();
    }

    @Override
    public void endExpected() {
        open.popPlain();
    }

    @Override
    public void endTag(byte[] b, int lt, int gt, long name) {
        nameEnd = gt;
        tagEnd = gt + 1;
        editor.token(lt, gt + 1);
        int facts = Tag.facts(name);
        if (open.isBeyondLimit()) {
            open.countBeyond(facts, -1);
            return;
        }
        if (tree.behindBody() != 0) {
            editor.behindBody();
        }
        tree.end(name, facts);
        if (!editor.isPending()) {
            checkOver();
        }
        refresh();
    }

    @Override
    public void closes(int index, boolean byTag, boolean amid) {
        try {
            editor.closes(index, byTag, amid);
        } catch (HandlerFailure | IOException e) {
            failed(e);
        }
    }

    // ---- text, comments and the rest

    /** Whether text decides about the tree, or a handler waits for it. */
    @Override
    public boolean textMatters() {
        return textMatters;
    }

    private void refresh() {
        textMatters = !tree.isPlain || scopes.wantText() || calls.isInText() || open.topKind() == Tag.COLGROUP;
        shortWay = !textMatters
                && program.isSimple()
                && !charset.isCareful()
                && !over
                && !editor.isDropping()
                && !open.isBeyondLimit();
    }

    /** Whether tags may take the short way, as the page stands now. */
    boolean mayTakeShortWay() {
        return shortWay && tokenizer.mode == Tokenizer.DATA;
    }

    @Override
    public int passPlainTags(byte[] b, int from, int end) throws IOException {
        return shortWay ? plainTags.pass(b, from, end) : from;
    }

    /** Takes text, the last of its run or not; returns up to where it could be taken. */
    @Override
    public int text(byte[] b, int from, int to, boolean last, boolean raw) throws IOException {
        if ((!tree.isPlain || open.topKind() == Tag.COLGROUP) && !raw) {
            int p = Ascii.skipSpace(b, from, to);
            if (p < to) {
                editor.token(p, p);
                tagEnd = p;
                tree.text(Ascii.skipBlank(b, p, to) < to);
            }
        }
        int end = to;
        try {
            end = calls.text(b, from, to, last, tokenizer.mode == Tokenizer.CDATA);
        } catch (HandlerFailure e) {
            fail(e);
        }
        refresh();
        return end;
    }

    @Override
    public boolean wantsComments() {
        return editor.isDropping() ? tree.behindBody() != 0 && !tree.cdataAllowed() : scopes.wantComments();
    }

    @Override
    public void comment(byte[] b, int start, int content, int contentEnd, int end) throws IOException {
        if (editor.isDropping()) {
            editor.keepBehindBody(start, end, tree.behindBody() == Tree.BEHIND_HTML);
            return;
        }
        act(() -> calls.comment(b, start, content, contentEnd, end));
    }

    @Override
    public boolean cdataAllowed() {
        return tree.cdataAllowed();
    }

    @Override
    public void doctype(byte[] b, int start, int gt) throws IOException {
        if (!tree.takesDoctype()) {
            return;
        }
        try {
            tree.doctype(calls.doctype(rewriter.documentHandler, b, start, gt));
        } catch (HandlerFailure e) {
            fail(e);
        }
    }
}

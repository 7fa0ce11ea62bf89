package dev.attune.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
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
    private final Tokenizer tokenizer = new Tokenizer(this);
    private boolean charsetDeclared;
    private PageCharset charset;

    private byte[] buffer = EmptyArrays.BYTES;
    private int nameEnd;
    private int tagEnd;

    /** First letters of the attributes that are noted of the tag at hand, if it has them: a bit each, 0 if none were. */
    private int notedLetters;

    private boolean textMatters = true;
    private boolean over;
    private boolean ending;

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
        editor.emitTo(stop);
        if (output.heldLength() > rewriter.mostHeldBytes) {
            output.release(true);
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
                editor.endOfPage(last == LastBytes.TEXT_LIKE_A_TAG && !editor.isDropping() ? end : 0);
                tree.end();
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
            output.release(true);
        }
        editor.emitTo(end);
    }

    /** Whether tags are tags where the tokenizer stands, and not text. */
    boolean isMarkup() {
        return tokenizer.mode == Tokenizer.DATA;
    }

    /** Lets bytes of a token go by unread. */
    void pass(byte[] bytes, int from, int end) throws IOException {
        editor.begin(bytes, from);
        editor.emitTo(end);
    }

    /** Lets a comment go by that is too long to be held. */
    void longComment(byte[] bytes, int length, boolean bogus) throws IOException {
        editor.begin(bytes, 0);
        tokenizer.passComment(bytes, bogus ? 2 : 4, length, bogus);
        editor.emitTo(length);
    }

    /** Lets a start tag go by that is too long to be held: it counts as an element, but no rule is asked. */
    void longStartTag(byte[] b, int endOfName, int end) throws IOException {
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
        editor.emitTo(end);
    }

    /** Takes back the element of a long tag that turned out to close itself. */
    void longTagClosedItself() {
        if ((open.topFacts() & Tag.FOREIGN) != 0) {
            open.popTo(open.depth - 1);
        }
    }

    private void checkOver() {
        over = matcher.isDone()
                && !editor.isPending()
                && (rewriter.documentHandler == null || tree.phase != Tree.BEFORE_HTML);
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
        boolean changesTree = !tree.isPlain
                || (open.topFacts() & (Tag.FOREIGN | Tag.STRICT)) != 0
                || (facts & open.closesP) != 0
                || (open.slowKinds >>> (facts & Tag.KIND) & 1) != 0;
        if (changesTree) {
            if (!tree.start(tagName, facts, TokenEnd.isSelfClosing(b, endOfName, gt))) {
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
        if (!editor.isDropping()) {
            int letter = b[lt + 1] & 31;
            if (matcher.knowsLetter(letter)
                    && matcher.mayMatch(name, letter, parent, notedLetters != 0 && attributes.count() == 0)) {
                hit = matcher.match(index, parent, name, b, lt + 1, endOfName, attributes);
            } else {
                matcher.pass(index, parent, name);
            }
        }
        boolean hasContent = (facts & Tag.VOID) == 0;
        if (hit && elementCalls.call(b, name, lt, endOfName, gt + 1, index, hasContent, notedLetters)) {
            facts |= Tag.SLOW_END;
        }
        if (hasContent) {
            open.push(name, facts);
            if (name < 0) {
                open.noteName(b, lt + 1, endOfName);
            }
        }
        if (hit) {
            checkOver();
        }
        if ((facts & (Tag.ANY_TEXT | Tag.KIND)) != 0) {
            afterStart(name, facts);
            if (Tag.kind(facts) == Tag.FORM && open.open(Tag.TEMPLATE) == 0) {
                formDropped = editor.isDropped(index) || (hit && elementCalls.isTagDropped());
            }
        }
        if (tree.phase != Tree.IN_BODY) {
            if (name == META && !charsetDeclared) {
                lookForCharset(b, endOfName, gt);
            }
            tree.afterPop();
        }
        if (changesTree || hit) {
            refresh();
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
            case Tag.HTML, Tag.HEAD, Tag.BODY -> {
                matcher.retire(name);
                checkOver();
            }
            default -> {}
        }
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
        long name = open.names[index];
        int kind = Tag.kind(open.facts[index]);
        int at = editor.tokenStart();
        boolean mayBeCompleted = !ending && (kind == Tag.HTML || kind == Tag.BODY);
        try {
            boolean hit =
                    !editor.isDropping() && matcher.match(index, index - 1, name, buffer, at, at, AttributeSpans.NONE);
            if (rewriter.isFragment && isOutermost(Tag.kind(open.facts[index]))) {
                afterStart(name, open.facts[index] & Tag.KIND);
                return;
            }
            if (hit) {
                boolean held = kind == Tag.BODY && tree.phase == Tree.BODY_OR_FRAMES;
                if (held) {
                    editor.hold();
                }
                editor.impliedToken();
                boolean endMatters = mayBeCompleted
                        ? elementCalls.callImplied(buffer, name, at, index)
                        : elementCalls.call(buffer, name, at, at, at, index, true, 0);
                if (endMatters) {
                    open.facts[index] |= Tag.SLOW_END;
                }
                editor.tokenAgain(tagEnd);
                if (held) {
                    output.insertedAllHeld();
                }
            }
            boolean written = hit && elementCalls.isTagWritten();
            if (kind != Tag.HEAD && !written) {
                editor.missing.implied(index);
            }
            if (!mayBeCompleted) {
                afterStart(name, kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void impliedBy(long name) {
        int index = open.depth;
        int at = editor.tokenStart();
        try {
            if (!editor.isDropping() && matcher.match(index, index - 1, name, buffer, at, at, AttributeSpans.NONE)) {
                elementCalls.call(buffer, name, at, at, at, index, false, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void lateTag(int index) {
        long name = open.names[index];
        int lt = editor.tokenStart();
        try {
            boolean endMatters =
                    editor.outside(() -> matcher.matchAgain(index, name, buffer, lt + 1, nameEnd, attributes)
                            && elementCalls.callLate(buffer, name, lt, nameEnd, tagEnd, index, notedLetters));
            if (endMatters) {
                open.facts[index] |= Tag.SLOW_END;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        afterStart(name, Tag.kind(open.facts[index]));
    }

    @Override
    public void oneMoreTag() {
        try {
            editor.keepToken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void bodyEnds(int index, boolean byTag) {
        try {
            editor.closesForNow(index, byTag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void formIgnored() {
        if (formDropped) {
            dropToken();
        }
    }

    @Override
    public void endedLeftOpen(long name, boolean dropped, boolean byTag) {
        try {
            if (!dropped) {
                editor.endWhileDropping(name, -1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (framesEndDropped) {
            dropToken();
        }
    }

    private void dropToken() {
        try {
            editor.dropToken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void endedAmid(long name, int index, boolean byTag) {
        try {
            editor.endWhileDropping(name, index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isDropped(int index) {
        return editor.isDropped(index);
    }

    @Override
    public void bodyIsCertain(boolean frames) {
        framesEndDropped = editor.isDropping();
        try {
            editor.emitTo(editor.tokenStart());
            output.release(!frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String tagAttribute(String name) {
        AttributeSpans all = AttributeSpans.of(buffer, nameEnd, tagEnd, charset);
        int at = all.find(new AttributeName(name));
        return at < 0 ? null : all.value(at).toLowerCase(Locale.ROOT);
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
    }

    /** Takes text, the last of its run or not; returns up to where it could be taken. */
    @Override
    public int text(byte[] b, int from, int to, boolean last, boolean raw) throws IOException {
        if ((!tree.isPlain || open.topKind() == Tag.COLGROUP) && !raw) {
            int p = Ascii.skipSpace(b, from, to);
            if (p < to) {
                editor.token(p, p);
                tagEnd = p;
                tree.text();
            }
        }
        int end = calls.text(b, from, to, last);
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
        calls.comment(b, start, content, contentEnd, end);
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
        tree.doctype(calls.doctype(rewriter.documentHandler, b, start, gt));
    }
}

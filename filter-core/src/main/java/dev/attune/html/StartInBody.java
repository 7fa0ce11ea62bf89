package dev.attune.html;

/**
 * Start tags in the body.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody">HTML, the mode "in body"</a>
 */
final class StartInBody {
    private static final long ADDRESS = TagName.of("address");
    private static final long DIV = TagName.of("div");
    private static final long NOSCRIPT = TagName.of("noscript");
    private static final long RUBY = TagName.of("ruby");
    private static final long RT = TagName.of("rt");
    private static final long RP = TagName.of("rp");
    private static final long RTC = TagName.of("rtc");

    private final Tree tree;
    private final OpenElements open;
    private final Tables tables;

    StartInBody(Tree tree, Tables tables) {
        this.tree = tree;
        this.open = tree.open;
        this.tables = tables;
    }

    /**
     * Closes and implies what a tag needs.
     *
     * @return false if a browser ignores the tag
     */
    boolean start(int tagFacts) {
        int kind = Tag.kind(tagFacts);
        if (isIgnored(kind)) {
            return false;
        }
        if (open.topKind() == Tag.COLGROUP && kind != Tag.COL && kind != Tag.TEMPLATE && kind != Tag.HTML) {
            open.popTo(open.depth - 1);
        }
        if (tables.isUndecided()
                && ((tagFacts & Tag.HEAD_CONTENT) == 0 || tree.name == NOSCRIPT)
                && !Tables.isPart(kind)) {
            tables.decide(open.depth - 1, kind);
        }
        if ((tagFacts & Tag.CLOSES_P) != 0
                && open.open(Tag.P) > 0
                && !(kind == Tag.TABLE && tree.quirks)
                && kind != Tag.FORM) {
            closeP();
        }
        boolean insert = true;
        switch (kind) {
            case Tag.HEAD, Tag.FRAME -> insert = false;
            case Tag.HTML, Tag.BODY -> {
                insert = false;
                tree.metAgain(kind);
            }
            case Tag.FRAMESET -> {
                tree.frameset();
                insert = false;
            }
            case Tag.LI -> closeItem(Tag.LI);
            case Tag.DD_DT -> closeItem(Tag.DD_DT);
            case Tag.HEADING -> closeTop(Tag.HEADING);
            case Tag.RUBY_PART -> closeRubyPart();
            case Tag.OPTION -> {
                if (inSelect()) {
                    closeImplied(Tag.OPTGROUP, 0);
                } else {
                    closeTop(Tag.OPTION);
                }
            }
            case Tag.OPTGROUP -> {
                if (inSelect()) {
                    closeImplied(0, 0);
                } else {
                    closeTop(Tag.OPTION);
                }
            }
            case Tag.HR -> {
                if (inSelect()) {
                    closeImplied(0, 0);
                }
            }
            case Tag.INPUT -> startInput();
            case Tag.BUTTON -> closeInScope(Tag.BUTTON);
            case Tag.NOBR -> closeNobr();
            case Tag.A -> closeLink();
            case Tag.SELECT -> insert = !endSelect();
            case Tag.FORM -> insert = startForm();
            case Tag.IMAGE -> {
                tree.name = Tag.NAME_IMG;
                tree.facts = Tag.facts(Tag.NAME_IMG);
            }
            case Tag.TABLE -> insert = tables.closeForTable();
            case Tag.CAPTION, Tag.COLGROUP, Tag.COL, Tag.SECTION, Tag.ROW, Tag.CELL -> insert = tables.start(tagFacts);
            default -> {}
        }
        tree.parent = insert ? tables.parentFor(tree.facts) : -1;
        return insert;
    }

    /** Whether a tag stands where a template takes columns only. */
    private boolean isIgnored(int kind) {
        return tables.takesColumnsOnly() && kind != Tag.COL && kind != Tag.TEMPLATE && kind != Tag.HTML;
    }

    private boolean inSelect() {
        return open.kindInScope(Tag.SELECT, 0) >= 0;
    }

    /** A select inside of a select has one meaning: it ends the outer one, as an end tag would. */
    private boolean endSelect() {
        int index = open.kindInScope(Tag.SELECT, 0);
        if (index >= 0) {
            open.popByTag(index);
        }
        return index >= 0;
    }

    private void startInput() {
        closeInScope(Tag.SELECT);
        if (tables.betweenCells() && isHiddenInput()) {
            tree.facts |= Tag.IN_TABLE;
        }
    }

    private boolean isHiddenInput() {
        return "hidden".equals(tree.host.tagAttribute("type"));
    }

    private boolean startForm() {
        boolean inTemplate = open.open(Tag.TEMPLATE) > 0;
        boolean between = tables.betweenCells();
        if (between ? tree.formOpen || inTemplate : tree.formOpen && !inTemplate) {
            tree.host.formIgnored();
            return false;
        }
        if (!inTemplate) {
            tree.formOpen = true;
        }
        if (!between && open.open(Tag.P) > 0) {
            closeP();
        }
        tree.facts |= between ? Tag.VOID : Tag.SLOW_END;
        return true;
    }

    private void closeRubyPart() {
        if (open.inScope(RUBY, 0) >= 0) {
            closeImplied(0, tree.name == RT || tree.name == RP ? RTC : 0);
        }
    }

    /** Closes what has an implied end tag, from the innermost element out, but for a kind or a name. */
    private void closeImplied(int exceptKind, long exceptName) {
        while (Tag.hasImpliedEnd(open.topFacts())
                && (exceptKind == 0 || open.topKind() != exceptKind)
                && (exceptName == 0 || open.topName() != exceptName)) {
            open.popTo(open.depth - 1);
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
        if (open.open(Tag.P) > 0) {
            closeP();
        }
    }

    private void closeNobr() {
        int index = open.kindInScope(Tag.NOBR, 0);
        if (index >= 0) {
            open.endFormatting(index, false);
        }
    }

    /** Closes a link, also one that a table hides from everything else. */
    private void closeLink() {
        tree.endLeftOpen(tree.name, -1, false);
        if (open.open(Tag.A) == 0) {
            return;
        }
        int bound = open.formattingBound(open.depth - 1);
        for (int i = open.depth - 1; i > bound; i--) {
            if (Tag.kind(open.facts[i]) == Tag.A) {
                if (open.kindInScope(Tag.A, 0) == i) {
                    open.endFormatting(i, false);
                } else {
                    // What it holds stays in it: the standard adopts nothing.
                    open.facts[i] &= ~Tag.FORMATTING;
                    open.removeAmid(i, false);
                }
                return;
            }
        }
    }
}

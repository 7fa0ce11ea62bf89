package dev.attune.html;

/**
 * Start tags in the body.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody">HTML, the mode "in body"</a>
 */
final class StartInBody {
    private static final long INPUT = TagName.of("input");
    private static final long ADDRESS = TagName.of("address");
    private static final long DIV = TagName.of("div");

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
        if (open.topKind() == Tag.COLGROUP && Tag.kind(tagFacts) != Tag.COL && Tag.kind(tagFacts) != Tag.TEMPLATE) {
            open.popTo(open.depth - 1);
        }
        if ((tagFacts & open.closesP) != 0 && !(Tag.kind(tagFacts) == Tag.TABLE && tree.quirks)) {
            closeP();
        }
        if (open.open(Tag.SELECT) > 0) {
            inSelect(tagFacts);
        }
        boolean insert = true;
        switch (Tag.kind(tagFacts)) {
            case Tag.HTML, Tag.HEAD, Tag.BODY, Tag.FRAME -> insert = false;
            case Tag.FRAMESET -> {
                if (!tree.bodyHasTag && open.open(Tag.TEMPLATE) == 0) {
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
                insert = !tree.formOpen || open.open(Tag.TEMPLATE) > 0;
                if (insert && open.open(Tag.TEMPLATE) == 0) {
                    tree.formOpen = true;
                }
                tree.facts |= Tag.SLOW_END;
            }
            case Tag.IMAGE -> {
                tree.name = Tag.NAME_IMG;
                tree.facts = Tag.facts(Tag.NAME_IMG);
            }
            case Tag.TABLE -> tables.closeForTable();
            case Tag.CAPTION, Tag.COLGROUP, Tag.COL, Tag.SECTION, Tag.ROW, Tag.CELL -> insert = tables.start(tagFacts);
            default -> {}
        }
        tree.parent = insert ? tables.parentFor(tagFacts) : -1;
        return insert;
    }

    /**
     * Until recently a browser ignored most tags inside of a select, today it does not: where that decides what is text
     * and what is markup, nobody can know.
     */
    private void inSelect(int tagFacts) {
        int kind = Tag.kind(tagFacts);
        if ((tagFacts & Tag.ANY_TEXT & ~Tag.SCRIPT) != 0 || kind == Tag.SVG || kind == Tag.MATH) {
            throw new CannotFollow("a tag inside of select that browsers treat in different ways");
        }
        if (tree.name == INPUT) {
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
            open.endFormatting(index, false);
        }
    }
}

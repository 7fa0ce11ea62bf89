package dev.attune.html;

/**
 * End tags in the body.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody">HTML, the mode "in body"</a>
 */
final class EndInBody {
    private static final long OL = TagName.of("ol");
    private static final long UL = TagName.of("ul");

    private final Tree tree;
    private final Tree.Host host;
    private final OpenElements open;
    private final Tables tables;

    EndInBody(Tree tree, Tables tables, Tree.Host host) {
        this.tree = tree;
        this.open = tree.open;
        this.tables = tables;
        this.host = host;
    }

    /**
     * Closes what a tag closes.
     *
     * @return false if that is nothing
     */
    boolean end(long tagName, int tagFacts) {
        if (open.topKind() == Tag.COLGROUP && Tag.kind(tagFacts) != Tag.COLGROUP && Tag.kind(tagFacts) != Tag.COL) {
            if (Tag.kind(tagFacts) != Tag.TEMPLATE) {
                open.popTo(open.depth - 1);
            }
        } else if (tables.isUndecided() && Tag.kind(tagFacts) != Tag.TEMPLATE) {
            return false;
        }
        switch (Tag.kind(tagFacts)) {
            case Tag.BODY, Tag.HTML -> {
                endBody(Tag.kind(tagFacts) == Tag.HTML);
                return false;
            }
            case Tag.P -> {
                int index = open.kindInScope(Tag.P, Tag.BUTTON);
                if (index < 0) {
                    index = open.depth;
                    open.imply(tagName);
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
            case Tag.TABLE -> {
                return popThrough(tables.inTableScope(tagName)) || tables.endPartsOfTemplate();
            }
            case Tag.SECTION, Tag.ROW, Tag.CELL, Tag.CAPTION -> {
                return popThrough(tables.inTableScope(tagName));
            }
            case Tag.COLGROUP -> {
                return open.topKind() == Tag.COLGROUP && popThrough(open.depth - 1);
            }
            case Tag.SELECT, Tag.DD_DT -> {
                return popThrough(open.inScope(tagName, 0));
            }
            case Tag.BR -> {
                host.impliedBy(Tag.NAME_BR);
                return false;
            }
            default -> {
                if ((tagFacts & Tag.VOID) != 0) {
                    return false;
                }
                if ((tagFacts & Tag.BLOCK) != 0) {
                    return popThrough(open.inScope(tagName, 0));
                }
                return (tagFacts & Tag.FORMATTING) != 0 ? endFormatting(tagName) : endOther(tagName);
            }
        }
    }

    private boolean endFormatting(long tagName) {
        int index = open.inScope(tagName, 0);
        if (tree.endLeftOpen(tagName, index, true)) {
            return false;
        }
        return index >= 0 ? open.endFormatting(index, true) : endOther(tagName);
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
        boolean was = tree.formOpen;
        tree.formOpen = false;
        if (!was || index < 0) {
            return false;
        }
        while (open.depth - 1 > index && Tag.hasImpliedEnd(open.topFacts())) {
            open.popTo(open.depth - 1);
        }
        open.removeByTag(index);
        open.leftOpen.formEnded();
        return true;
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

    /** Ends the body, but only for its edits: the standard keeps it open, and what follows still goes into it. */
    private void endBody(boolean html) {
        if (open.kindInScope(Tag.BODY, 0) != 1) {
            return;
        }
        tree.behind(html);
        // What follows may go on in elements that are open: then the end of the page is the first sure one.
        if (open.depth == 2 && open.leftOpen.isEmpty() && tree.phase == Tree.IN_BODY) {
            host.bodyEnds(1, !html);
            open.facts[1] |= html ? 0 : Tag.ENDED;
            if (html) {
                host.bodyEnds(0, true);
            }
        }
    }

    private boolean popThrough(int index) {
        if (index < 0) {
            return false;
        }
        open.popByTag(index);
        return true;
    }
}

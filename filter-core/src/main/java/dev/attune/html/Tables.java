package dev.attune.html;

/**
 * What tags of tables close and imply.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable">HTML, the table modes</a>
 */
final class Tables {
    // How a part of a table, or a template, takes the tags that stand right inside of it. The first: not known yet.
    private static final int UNDECIDED = 0;
    private static final int BODY = 1;
    private static final int TABLE = 2;
    private static final int COLGROUP = 3;
    private static final int SECTION = 4;
    private static final int ROW = 5;
    private static final int CELL = 6;

    private final OpenElements open;
    private final Tree.Host host;

    Tables(OpenElements open, Tree.Host host) {
        this.open = open;
        this.host = host;
    }

    /**
     * Closes what a table closes: right inside of another one, in none of its cells, it ends that one.
     *
     * @return false where browsers ignore it, between parts of a table that stand in a template
     */
    boolean closeForTable() {
        if (!betweenCells()) {
            return true;
        }
        int table = tableAtOrBelow(context());
        if (table >= 0) {
            open.popTo(table);
        }
        return table >= 0;
    }

    /**
     * Ends the parts of a table that stand in a template, without a table, where the end tag of a table is met outside of
     * their cells.
     *
     * @return false, as the tag is not their own
     */
    boolean endPartsOfTemplate() {
        int context = context();
        while (context >= 0 && endsWithTable(Tag.kind(open.facts[context]))) {
            open.popTo(context);
            context = context();
        }
        return false;
    }

    private static boolean endsWithTable(int kind) {
        return kind == Tag.CAPTION || kind == Tag.ROW || kind == Tag.SECTION;
    }

    /** Closes and implies what a part of a table needs; returns false where browsers ignore it. */
    boolean start(int facts) {
        int kind = Tag.kind(facts);
        while (true) {
            int context = context();
            switch (modeAt(context)) {
                case CELL -> open.popTo(context);
                case COLGROUP -> {
                    if (kind == Tag.COL) {
                        return true;
                    }
                    if (isTemplate(context)) {
                        return false;
                    }
                    open.popTo(context);
                }
                case ROW -> {
                    if (kind == Tag.CELL) {
                        open.popTo(context + 1);
                        return true;
                    }
                    if (isTemplate(context)) {
                        return false;
                    }
                    open.popTo(context);
                }
                case SECTION -> {
                    if (kind == Tag.ROW || kind == Tag.CELL) {
                        open.popTo(context + 1);
                        if (kind == Tag.ROW) {
                            return true;
                        }
                        imply(Tag.NAME_TR);
                    } else if (isTemplate(context)) {
                        return false;
                    } else {
                        open.popTo(context);
                    }
                }
                case TABLE -> {
                    open.popTo(context + 1);
                    switch (kind) {
                        case Tag.COL -> imply(Tag.NAME_COLGROUP);
                        case Tag.ROW, Tag.CELL -> imply(Tag.NAME_TBODY);
                        default -> {
                            return true;
                        }
                    }
                }
                case UNDECIDED -> {
                    decide(context, kind);
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
    }

    /** Chooses how a template takes what stands right inside of it, by the first tag there. */
    void decide(int template, int kind) {
        int mode = switch (kind) {
            case Tag.CAPTION, Tag.COLGROUP, Tag.SECTION -> TABLE;
            case Tag.COL -> COLGROUP;
            case Tag.ROW -> SECTION;
            case Tag.CELL -> ROW;
            default -> BODY;
        };
        open.facts[template] |= mode << Tag.MODE_SHIFT;
    }

    /** Whether the innermost element is a template in which no tag has decided yet what it holds. */
    boolean isUndecided() {
        int top = open.topFacts();
        return Tag.kind(top) == Tag.TEMPLATE && (top & Tag.MODE) == 0;
    }

    /** Whether the innermost element is a template of columns, which takes nothing else. */
    boolean takesColumnsOnly() {
        int top = open.topFacts();
        return Tag.kind(top) == Tag.TEMPLATE && (top & Tag.MODE) >>> Tag.MODE_SHIFT == COLGROUP;
    }

    private void imply(long name) {
        open.imply(name);
        host.implied(open.depth - 1);
    }

    /** Returns the index of the innermost part of a table, or of the template that bounds the search, or -1. */
    private int context() {
        if (open.open(Tag.TABLE) + open.open(Tag.TEMPLATE) == 0) {
            return -1;
        }
        for (int i = open.depth - 1; i >= 0; i--) {
            switch (Tag.kind(open.facts[i])) {
                case Tag.CELL, Tag.CAPTION, Tag.COLGROUP, Tag.ROW, Tag.SECTION, Tag.TABLE, Tag.TEMPLATE -> {
                    return i;
                }
                default -> {}
            }
        }
        return -1;
    }

    /** Returns in which of the standard's insertion modes a tag is met, as the innermost part of a table says. */
    private int modeAt(int index) {
        if (index < 0) {
            return BODY;
        }
        return switch (Tag.kind(open.facts[index])) {
            case Tag.CELL, Tag.CAPTION -> CELL;
            case Tag.COLGROUP -> COLGROUP;
            case Tag.ROW -> ROW;
            case Tag.SECTION -> SECTION;
            case Tag.TABLE -> TABLE;
            default -> (open.facts[index] & Tag.MODE) >>> Tag.MODE_SHIFT;
        };
    }

    private boolean isTemplate(int index) {
        return Tag.kind(open.facts[index]) == Tag.TEMPLATE;
    }

    /** Whether a tag is met in a table outside of its cells. */
    boolean betweenCells() {
        int mode = modeAt(context());
        return mode == TABLE || mode == SECTION || mode == ROW;
    }

    private int tableAtOrBelow(int index) {
        for (int i = index; i >= 0 && Tag.kind(open.facts[i]) != Tag.TEMPLATE; i--) {
            if (Tag.kind(open.facts[i]) == Tag.TABLE) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the index of the element that an end tag closes in table scope, or -1. */
    int inTableScope(long name) {
        for (int i = open.depth - 1; i >= 0; i--) {
            if (open.names[i] == name && (open.facts[i] & Tag.FOREIGN) == 0) {
                return i;
            }
            int kind = Tag.kind(open.facts[i]);
            if (kind == Tag.TABLE || kind == Tag.TEMPLATE) {
                return -1;
            }
        }
        return -1;
    }

    /** Returns the index of the parent-to-be: what may not stand in a table is moved before it. */
    int parentFor(int facts) {
        int top = open.topKind();
        boolean inTable = top == Tag.TABLE || top == Tag.SECTION || top == Tag.ROW;
        if (inTable && (facts & Tag.IN_TABLE) == 0 && !isPart(Tag.kind(facts))) {
            int table = tableAtOrBelow(open.depth - 1);
            return table > 0 ? table - 1 : open.depth - 1;
        }
        return open.depth - 1;
    }

    static boolean isPart(int kind) {
        return switch (kind) {
            case Tag.CAPTION, Tag.COLGROUP, Tag.COL, Tag.SECTION, Tag.ROW, Tag.CELL -> true;
            default -> false;
        };
    }
}

package dev.attune.html;

/**
 * What tags of tables close and imply.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable">HTML, the table modes</a>
 */
final class Tables {
    private final OpenElements open;
    private final Tree.Host host;

    Tables(OpenElements open, Tree.Host host) {
        this.open = open;
        this.host = host;
    }

    /** A table right inside of another one, in none of its cells, ends that one. */
    void closeForTable() {
        int context = context();
        int kind = kindAt(context);
        if (kind == Tag.TABLE || kind == Tag.SECTION || kind == Tag.ROW) {
            int table = tableAtOrBelow(context);
            if (table >= 0) {
                open.popTo(table);
            }
        }
    }

    /** Closes and implies what a tag inside of a table needs; returns false where no table is open around it. */
    boolean start(int facts) {
        int kind = Tag.kind(facts);
        while (true) {
            int context = context();
            switch (kindAt(context)) {
                case Tag.CELL, Tag.CAPTION -> open.popTo(context);
                case Tag.COLGROUP -> {
                    if (kind == Tag.COL) {
                        return true;
                    }
                    open.popTo(context);
                }
                case Tag.ROW -> {
                    if (kind == Tag.CELL) {
                        open.popTo(context + 1);
                        return true;
                    }
                    open.popTo(context);
                }
                case Tag.SECTION -> {
                    if (kind != Tag.ROW && kind != Tag.CELL) {
                        open.popTo(context);
                        continue;
                    }
                    open.popTo(context + 1);
                    if (kind == Tag.ROW) {
                        return true;
                    }
                    imply(Tag.NAME_TR);
                }
                case Tag.TABLE -> {
                    open.popTo(context + 1);
                    switch (kind) {
                        case Tag.COL -> imply(Tag.NAME_COLGROUP);
                        case Tag.ROW, Tag.CELL -> imply(Tag.NAME_TBODY);
                        default -> {
                            return true;
                        }
                    }
                }
                case Tag.TEMPLATE -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
    }

    private void imply(long name) {
        open.push(name, Tag.facts(name));
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

    private int kindAt(int index) {
        return index < 0 ? 0 : Tag.kind(open.facts[index]);
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

    private static boolean isPart(int kind) {
        return switch (kind) {
            case Tag.CAPTION, Tag.COLGROUP, Tag.COL, Tag.SECTION, Tag.ROW, Tag.CELL -> true;
            default -> false;
        };
    }
}

package dev.attune.html;

/**
 * What the HTML standard says about the tags that it names, packed into one {@code int} per name: the lowest five bits
 * are the kind, the others are flags. 0 stands for every other name.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#tree-construction">HTML, tree construction</a>
 */
final class Tag {
    static final int P = 1;
    static final int LI = 2;
    static final int DD_DT = 3;
    static final int A = 4;
    static final int BUTTON = 5;
    static final int NOBR = 6;
    static final int OPTION = 7;
    static final int OPTGROUP = 8;
    static final int HEADING = 9;
    static final int RUBY_PART = 10;
    static final int FORM = 11;
    static final int TEMPLATE = 12;
    static final int TABLE = 13;
    static final int CELL = 14;
    static final int ROW = 15;
    static final int SECTION = 16;
    static final int CAPTION = 17;
    static final int COLGROUP = 18;
    static final int COL = 19;
    static final int SELECT = 20;
    static final int HTML = 21;
    static final int HEAD = 22;
    static final int BODY = 23;
    static final int FRAMESET = 24;
    static final int FRAME = 25;
    static final int SVG = 26;
    static final int MATH = 27;
    static final int BR = 28;
    static final int IMAGE = 29;
    static final int HR = 30;
    static final int INPUT = 31;
    static final int KIND = 31;

    static final int VOID = 1 << 5;

    /** Stops the search for the element that an end tag closes. */
    static final int SPECIAL = 1 << 6;

    static final int FORMATTING = 1 << 7;

    /** Its start tag closes an open {@code p}. */
    static final int CLOSES_P = 1 << 8;

    /** Bounds every scope of the tree construction but those of tables. */
    static final int SCOPE = 1 << 9;

    /** Its end tag looks for its element in scope, through special elements. */
    static final int BLOCK = 1 << 10;

    static final int HEAD_CONTENT = 1 << 11;

    /** Its start tag leaves foreign content. */
    static final int LEAVES_FOREIGN = 1 << 12;

    static final int RCDATA = 1 << 13;
    static final int RAWTEXT = 1 << 14;
    static final int SCRIPT = 1 << 15;
    static final int PLAINTEXT = 1 << 16;
    static final int ANY_TEXT = RCDATA | RAWTEXT | SCRIPT | PLAINTEXT;

    /** May stand in a table outside of its cells; everything else is moved before the table. */
    static final int IN_TABLE = 1 << 17;

    /** Set by the tree on an element whose end needs more than to be popped. */
    static final int SLOW_END = 1 << 18;

    static final int SVG_ELEMENT = 1 << 19;
    static final int MATHML_ELEMENT = 1 << 20;
    static final int FOREIGN = SVG_ELEMENT | MATHML_ELEMENT;

    /** A foreign element whose content is HTML. */
    static final int HTML_POINT = 1 << 21;

    /** A MathML element whose text and most of whose elements are HTML. */
    static final int MATHML_TEXT_POINT = 1 << 22;

    /** Set by the tree on a body whose end tag was seen: it stays open, but needs no other one. */
    static final int ENDED = 1 << 23;

    /** What may stand in it is for the tree to say, as for tables outside of their cells. */
    static final int STRICT = 1 << 24;

    /** How a template takes parts of tables is in three bits from here on: one of {@link Tables}' modes. */
    static final int MODE_SHIFT = 25;

    static final int MODE = 7 << MODE_SHIFT;

    /** With its start tag it is certain that no frameset will replace the body. */
    static final int ENDS_FRAMES = 1 << 28;

    /** Its start tag needs the tree's care always. */
    static final int SLOW_START = 1 << 29;

    /** Its start tag needs the tree's care while one of its kind is open. */
    static final int SLOW_WHILE_OPEN = 1 << 30;

    private static final int SLOTS = 512;
    private static final long[] NAMES = new long[SLOTS];
    private static final int[] FACTS = new int[SLOTS];

    static final long NAME_HTML = TagName.of("html");
    static final long NAME_HEAD = TagName.of("head");
    static final long NAME_BODY = TagName.of("body");
    static final long NAME_TBODY = TagName.of("tbody");
    static final long NAME_TR = TagName.of("tr");
    static final long NAME_COLGROUP = TagName.of("colgroup");
    static final long NAME_SCRIPT = TagName.of("script");
    static final long NAME_IMG = TagName.of("img");
    static final long NAME_BR = TagName.of("br");

    static {
        set(
                "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header"
                        + " hgroup main menu nav ol search section summary ul listing pre",
                CLOSES_P | BLOCK);
        set(
                "address article aside blockquote center details dir div dl fieldset figcaption figure footer header hgroup"
                        + " main menu nav ol section summary ul listing pre search p li dd dt h1 h2 h3 h4 h5 h6 form button"
                        + " applet marquee object html head body frameset table caption colgroup tbody tfoot thead tr td th"
                        + " template select style script title textarea xmp iframe noembed noframes noscript plaintext area base"
                        + " basefont bgsound br col embed frame hr img input keygen link meta param source track wbr",
                SPECIAL);
        set("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr", VOID);
        set("a b big code em font i nobr s small strike strong tt u", FORMATTING);
        set("base basefont bgsound link meta noframes noscript script style template title", HEAD_CONTENT);
        set("applet marquee object", SCOPE | BLOCK);
        set("caption html table td th template select", SCOPE);
        set("button", BLOCK);
        set("style script template form", IN_TABLE);
        set("p form plaintext hr xmp li dd dt h1 h2 h3 h4 h5 h6 table", CLOSES_P);
        set("title textarea", RCDATA);
        set("style xmp iframe noembed noframes noscript", RAWTEXT);
        set("script", SCRIPT);
        set("plaintext", PLAINTEXT);
        set(
                "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu"
                        + " meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var",
                LEAVES_FOREIGN);
        set("table tbody thead tfoot tr colgroup template", STRICT);
        set(
                "applet area body br button dd dt embed hr iframe image img input keygen li listing marquee object pre"
                        + " select table template textarea wbr xmp",
                ENDS_FRAMES);
        set(
                "form template table td th tr tbody thead tfoot caption colgroup col select html head body frameset frame svg"
                        + " math image option optgroup rb rt rp rtc hr input",
                SLOW_START);
        set("li dd dt a button nobr h1 h2 h3 h4 h5 h6", SLOW_WHILE_OPEN);
        set("p", P);
        set("li", LI);
        set("dd dt", DD_DT);
        set("a", A);
        set("button", BUTTON);
        set("nobr", NOBR);
        set("option", OPTION);
        set("optgroup", OPTGROUP);
        set("h1 h2 h3 h4 h5 h6", HEADING);
        set("rb rt rp rtc", RUBY_PART);
        set("form", FORM);
        set("template", TEMPLATE);
        set("table", TABLE);
        set("td th", CELL);
        set("tr", ROW);
        set("tbody thead tfoot", SECTION);
        set("caption", CAPTION);
        set("colgroup", COLGROUP);
        set("col", COL);
        set("select", SELECT);
        set("html", HTML);
        set("head", HEAD);
        set("body", BODY);
        set("frameset", FRAMESET);
        set("frame", FRAME);
        set("svg", SVG);
        set("math", MATH);
        set("br", BR);
        set("image", IMAGE);
        set("hr", HR);
        set("input", INPUT);
    }

    private Tag() {}

    private static void set(String names, int facts) {
        for (String name : names.split(" ", -1)) {
            long code = TagName.of(name);
            int slot = slot(code);
            while (NAMES[slot] != 0 && NAMES[slot] != code) {
                slot = slot + 1 & SLOTS - 1;
            }
            NAMES[slot] = code;
            FACTS[slot] |= facts;
        }
    }

    private static int slot(long name) {
        return (int) ((name * 0x9E3779B97F4A7C15L) >>> 55);
    }

    /** Returns the flags of a tag name, 0 for a name that the standard has no rule for. */
    static int facts(long name) {
        int slot = slot(name);
        while (true) {
            long there = NAMES[slot];
            if (there == name) {
                return FACTS[slot];
            }
            if (there == 0) {
                return 0;
            }
            slot = slot + 1 & SLOTS - 1;
        }
    }

    static int kind(int facts) {
        return facts & KIND;
    }

    /** Whether formatting elements that are opened inside of it end with it, wherever they are left open. */
    static boolean endsFormatting(int facts) {
        return (facts & SCOPE) != 0
                && (facts & FOREIGN) == 0
                && kind(facts) != TABLE
                && kind(facts) != SELECT
                && kind(facts) != HTML;
    }

    /** Whether browsers write its end tag themselves where another end tag asks for it. */
    static boolean hasImpliedEnd(int facts) {
        return switch (kind(facts)) {
            case P, LI, DD_DT, OPTION, OPTGROUP, RUBY_PART -> true;
            default -> false;
        };
    }
}

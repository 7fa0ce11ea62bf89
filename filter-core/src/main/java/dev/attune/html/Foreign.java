package dev.attune.html;

/**
 * SVG and MathML inside of HTML.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign">HTML, foreign content</a>
 */
final class Foreign {
    private static final long FONT = TagName.of("font");
    private static final long MGLYPH = TagName.of("mglyph");
    private static final long MALIGNMARK = TagName.of("malignmark");
    private static final long TITLE = TagName.of("title");
    private static final long MI = TagName.of("mi");
    private static final long MO = TagName.of("mo");
    private static final long MN = TagName.of("mn");
    private static final long MS = TagName.of("ms");
    private static final long MTEXT = TagName.of("mtext");

    private final OpenElements open;
    private final Tree.Host host;

    Foreign(OpenElements open, Tree.Host host) {
        this.open = open;
        this.host = host;
    }

    /**
     * Decides whether a start tag met inside of a foreign element makes a foreign element too. If it leaves foreign
     * content, the foreign elements are closed.
     */
    boolean takes(long name, int facts) {
        int top = open.topFacts();
        if ((top & Tag.HTML_POINT) != 0) {
            return false;
        }
        if ((top & Tag.MATHML_TEXT_POINT) != 0 && name != MGLYPH && name != MALIGNMARK) {
            return false;
        }
        if (open.topName() == TagName.ANNOTATION_XML && (top & Tag.MATHML_ELEMENT) != 0 && Tag.kind(facts) == Tag.SVG) {
            return false;
        }
        if ((facts & Tag.LEAVES_FOREIGN) != 0 || (name == FONT && hasFontAttribute())) {
            leave();
            return false;
        }
        return true;
    }

    private boolean hasFontAttribute() {
        return host.tagAttribute("color") != null
                || host.tagAttribute("face") != null
                || host.tagAttribute("size") != null;
    }

    private void leave() {
        host.leavesForeign();
        int index = open.depth;
        while (index > 0
                && (open.facts[index - 1] & Tag.FOREIGN) != 0
                && (open.facts[index - 1] & (Tag.HTML_POINT | Tag.MATHML_TEXT_POINT)) == 0) {
            index--;
        }
        open.popTo(index);
    }

    int facts(long name, int namespace) {
        if (namespace == Tag.SVG_ELEMENT) {
            boolean point = name == TagName.FOREIGN_OBJECT || name == TagName.DESC || name == TITLE;
            return namespace | (point ? Tag.HTML_POINT | Tag.SCOPE | Tag.SPECIAL : 0);
        }
        if (name == MI || name == MO || name == MN || name == MS || name == MTEXT) {
            return namespace | Tag.MATHML_TEXT_POINT | Tag.SCOPE | Tag.SPECIAL;
        }
        if (name == TagName.ANNOTATION_XML) {
            String encoding = host.tagAttribute("encoding");
            boolean html = "text/html".equals(encoding) || "application/xhtml+xml".equals(encoding);
            return namespace | Tag.SCOPE | Tag.SPECIAL | (html ? Tag.HTML_POINT : 0);
        }
        return namespace;
    }

    /**
     * Closes what an end tag closes among the foreign elements on top.
     *
     * @return false if the tag has to be looked at as in HTML
     */
    boolean end(long name, int facts) {
        if (Tag.kind(facts) == Tag.P || Tag.kind(facts) == Tag.BR) {
            leave();
            return false;
        }
        for (int i = open.depth - 1; i > 0 && (open.facts[i] & Tag.FOREIGN) != 0; i--) {
            if (open.names[i] == name) {
                open.popByTag(i);
                return true;
            }
        }
        return false;
    }
}

package dev.attune.internal.transform;

import java.util.Set;

/**
 * Whether a browser may be within SVG or MathML, where tags in {@code title}, {@code style} and their kin are tags, not text
 * (HTML standard, section 13.2.6.5). In doubt it is. One instance, one piece of HTML.
 */
final class ForeignContent {
    private static final Set<String> ROOTS = Set.of("svg", "math");

    /** Within these HTML begins again, and an end tag of the root may close nothing. */
    private static final Set<String> HTML_WITHIN =
            Set.of("desc", "foreignobject", "annotation-xml", "mi", "mo", "mn", "ms", "mtext");

    private int depth;
    private boolean isForGood;
    private String open = "";
    private boolean isDoubtful;

    /**
     * Takes the next tag.
     *
     * @param element the name in lower case, behind a slash for an end tag
     * @param holdsNoHtml whether its content would be no HTML outside of SVG and MathML
     * @return whether the tag, or what follows it, may be within SVG or MathML
     */
    boolean contains(String element, boolean isSelfClosing, boolean holdsNoHtml) {
        boolean wasWithin = isWithin();
        if (!open.isEmpty() && element.equals("/" + open)) {
            open = "";
        } else if (!open.isEmpty()) {
            isDoubtful = true;
        }
        if (ROOTS.contains(element)) {
            depth += isSelfClosing ? 0 : 1;
        } else if (depth > 0 && element.startsWith("/") && ROOTS.contains(element.substring(1))) {
            depth--;
        }
        isForGood |= wasWithin && HTML_WITHIN.contains(element);
        if (isWithin() && holdsNoHtml) {
            open = element;
        }
        return wasWithin || isWithin();
    }

    void comment() {
        isDoubtful |= !open.isEmpty();
    }

    /** Returns the element that is open and would hold no HTML elsewhere, or "". */
    String open() {
        return open;
    }

    /** Whether a tag or a comment stood where another reader would see text: from then on nothing is sure. */
    boolean isDoubtful() {
        return isDoubtful;
    }

    private boolean isWithin() {
        return depth > 0 || isForGood;
    }
}

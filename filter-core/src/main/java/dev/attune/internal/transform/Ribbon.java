package dev.attune.internal.transform;

import java.util.List;

/**
 * Marks a page as a preview, for everyone who sees it: a note at the start of the body that says which page this is and
 * leads out of the preview.
 *
 * <p>It lies over the page at its lower edge, out of the page's flow, and takes nothing of the page's styles. Where the
 * page's policy does not allow Attune's style, it stands in the flow as plain text.
 *
 * @param text the text of the note; any text
 * @param links where it leads to
 */
public record Ribbon(String text, List<Link> links) {
    /** Any label, any URL of this site. */
    public record Link(String label, String url) {}

    private static final String BOX = "all:initial;position:fixed;z-index:2147483647;left:12px;bottom:12px;"
            + "box-sizing:border-box;max-width:min(44em,calc(100vw - 24px));max-height:40vh;overflow:auto;padding:10px 16px;"
            + "border:1px solid #fff;border-radius:10px;background:#16202b;color:#fff;box-shadow:0 4px 18px rgba(0,0,0,.4);"
            + "font:14px/1.45 system-ui,sans-serif;overflow-wrap:anywhere;text-align:start";
    private static final String MARK =
            "margin-right:10px;padding:2px 8px;border-radius:99px;background:#ffc94a;color:#16202b;font-weight:700";
    private static final String LINK = "margin-left:12px;color:#ffd985;text-decoration:underline;cursor:pointer";

    /** By id, which outweighs what the page says of such elements. */
    private static final String SHEET = "#attune-preview{" + BOX + "}"
            + "#attune-preview *{all:unset}"
            + "#attune-preview strong{" + MARK + "}"
            + "#attune-preview a{" + LINK + "}"
            + "#attune-preview a:focus-visible{outline:2px solid #fff;outline-offset:2px}"
            + "@media print{#attune-preview{position:static}}";

    public Ribbon {
        links = List.copyOf(links);
    }

    String html(ScriptPolicy policy) {
        boolean sheet = policy.styleNonce() != null || policy.inlineStyle();
        boolean attributes = !sheet && policy.styleAttributes();
        StringBuilder html = new StringBuilder(1600);
        if (sheet) {
            html.append("<style");
            HtmlEscape.appendNonce(policy.styleNonce(), html);
            html.append('>').append(SHEET).append("</style>");
        }
        html.append("<aside id=\"attune-preview\" aria-label=\"Preview\" lang=\"en\" dir=\"ltr\"");
        appendStyle(attributes, BOX, html);
        html.append("><strong");
        appendStyle(attributes, MARK, html);
        html.append(">Preview</strong> <span>");
        HtmlEscape.append(text, html);
        html.append("</span>");
        links.forEach(link -> appendLink(link, attributes, html));
        return html.append("</aside>").toString();
    }

    private static void appendLink(Link link, boolean attributes, StringBuilder html) {
        html.append(" <a rel=\"nofollow\" href=\"");
        HtmlEscape.append(link.url(), html);
        html.append('"');
        appendStyle(attributes, LINK, html);
        html.append('>');
        HtmlEscape.append(link.label(), html);
        html.append("</a>");
    }

    private static void appendStyle(boolean attributes, String style, StringBuilder html) {
        if (attributes) {
            html.append(" style=\"").append(style).append('"');
        }
    }
}

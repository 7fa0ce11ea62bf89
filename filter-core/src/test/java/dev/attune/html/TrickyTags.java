package dev.attune.html;

import java.util.List;
import java.util.Random;

/** Pages out of tags that change what the tags around them mean, in any order. */
final class TrickyTags {
    private static final List<String> TAGS = List.of(
            "p",
            "b",
            "a",
            "td",
            "table",
            "select",
            "option",
            "body",
            "head",
            "form",
            "ruby",
            "svg",
            "tr",
            "tbody",
            "caption",
            "colgroup",
            "col",
            "th",
            "optgroup",
            "hr",
            "input",
            "div",
            "li",
            "ul",
            "dd",
            "h1",
            "h2",
            "button",
            "i",
            "nobr",
            "font",
            "template",
            "math",
            "mi",
            "mtext",
            "foreignObject",
            "desc",
            "title",
            "textarea",
            "style",
            "script",
            "noscript",
            "html",
            "br",
            "img",
            "rt",
            "rp",
            "rb",
            "rtc",
            "object",
            "x-y",
            "span",
            "pre",
            "iframe",
            "frameset",
            "annotation-xml",
            "g",
            "address",
            "meta");
    private static final List<String> OTHERS = List.of(
            "x",
            "y ",
            " ",
            "<!--c-->",
            "<input type=hidden>",
            "<p class=k>",
            "<body class=k id=l>",
            "<html lang=en>",
            "<font color=red>",
            "<b class=k>",
            "<a href=x>",
            "<svg/>",
            "<select class=k>",
            "<td class=k>",
            "</body></html>",
            "<!doctype html>",
            "&amp;",
            "<");

    private TrickyTags() {}

    static String page(Random random) {
        StringBuilder page = new StringBuilder(random.nextBoolean() ? "<!DOCTYPE html>" : "");
        if (random.nextInt(3) == 0) {
            page.append("<body>");
        }
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            int kind = random.nextInt(10);
            if (kind < 3) {
                page.append(OTHERS.get(random.nextInt(OTHERS.size())));
            } else {
                // The first ones more often: they are what the rules are on.
                int at = random.nextInt(TAGS.size());
                String name = TAGS.get(random.nextInt(3) == 0 ? at % 12 : at);
                page.append(kind < 7 ? "<" : "</").append(name).append('>');
            }
        }
        return page.toString();
    }
}

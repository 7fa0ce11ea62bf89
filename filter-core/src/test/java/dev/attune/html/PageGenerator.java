package dev.attune.html;

import java.util.List;
import java.util.Random;

/** Writes pages as people do: optional tags left out at random, tables, lists, raw text, foreign content, odd comments. */
final class PageGenerator {
    private static final List<String> BLOCKS =
            List.of("div", "section", "ul", "ol", "dl", "table", "p", "h2", "svg", "blockquote", "form");
    private static final List<String> INLINES =
            List.of("span", "em", "code", "a", "img", "br", "button", "select", "x-y", "my-widget");

    private final Random random;
    private final StringBuilder page = new StringBuilder();

    private boolean inForm;

    private PageGenerator(Random random) {
        this.random = random;
    }

    static String page(Random random) {
        PageGenerator generator = new PageGenerator(random);
        generator.document();
        return generator.page.toString();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String oneOf(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void document() {
        page.append(chance(80) ? "<!DOCTYPE html>" : "<!doctype HTML >").append(chance(50) ? "\n" : "");
        boolean html = chance(60);
        if (html) {
            page.append(chance(50) ? "<HTML>" : "<html dir='>'>");
        }
        space();
        boolean head = chance(60);
        if (head) {
            page.append(chance(50) ? "<HEAD>" : "<head dir='>'>");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            headContent();
        }
        if (head && chance(80)) {
            page.append("</head>");
        }
        space();
        boolean body = chance(60);
        if (body) {
            page.append(chance(50) ? "<BODY>" : "<body dir='>'>");
        } else {
            page.append("<div>first</div>");
        }
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            block(0);
        }
        if (body && chance(70)) {
            page.append("</body>");
        }
        if (html && chance(70)) {
            page.append("</html>");
        }
    }

    private void space() {
        page.append(chance(50) ? "\n " : "");
    }

    private void headContent() {
        switch (random.nextInt(5)) {
            case 0 -> page.append("<title>a </head> <b> &amp; </titlex></title>");
            case 1 ->
                page.append("<script>if (a</b/.test('</head><body>')) {}<!-- <script> </head> </script> --></script>");
            case 2 -> page.append("<style>p > a { content: '</head>' }</style>");
            case 3 -> page.append("<meta name=a content='x > y'>");
            default -> page.append("<!-- </head> --!><link rel=x>");
        }
        space();
    }

    private void start(String name) {
        page.append('<').append(chance(20) ? name.toUpperCase(java.util.Locale.ROOT) : name);
        attributes();
        page.append('>');
    }

    private void attributes() {
        while (chance(35)) {
            page.append(chance(80) ? " " : "\n\t");
            switch (random.nextInt(7)) {
                case 0 -> page.append("class=a");
                case 1 -> page.append("class=\"b a  c\"");
                case 2 -> page.append("CLASS='c&amp;d b'");
                case 3 -> page.append("id=i").append(random.nextInt(3));
                case 4 -> page.append("title = 'x > y'");
                case 5 -> page.append("hidden");
                default -> page.append("data-x=\"&quot;é&lt;/head>\"");
            }
        }
    }

    private void text() {
        page.append(List.of("text ", "a &amp; b", "1 < 2 ", "é ü", "\n").get(random.nextInt(5)));
        if (chance(10)) {
            page.append("<!-- a <b> -->");
        }
    }

    private void end(String name, boolean optional) {
        if (!optional || chance(50)) {
            page.append("</").append(name).append(chance(10) ? " x='>'" : "").append('>');
        }
    }

    private void block(int depth) {
        if (depth > 4) {
            text();
            return;
        }
        String name = oneOf(BLOCKS);
        switch (name) {
            case "ul", "ol" -> items(name, "li", depth);
            case "dl" -> items(name, chance(50) ? "dt" : "dd", depth);
            case "table" -> table(depth);
            case "svg" -> {
                start("svg");
                page.append("<path d='M0'/><title>not <i>raw</i></title><![CDATA[ <p> ]]><foreignObject>");
                block(depth + 1);
                page.append("</foreignObject></svg>");
            }
            case "p", "h2" -> {
                start(name);
                inlines(depth);
                end(name, name.equals("p"));
                if (name.equals("p") && !page.toString().endsWith("</p>")) {
                    page.append("<div></div>");
                }
            }
            case "form" -> {
                // A form in a form is none, but becomes one if an edit removes the outer one.
                boolean outer = inForm;
                inForm = true;
                blocks(outer ? "div" : name, depth);
                inForm = outer;
            }
            default -> blocks(name, depth);
        }
    }

    private void blocks(String name, int depth) {
        start(name);
        for (int i = random.nextInt(4); i > 0; i--) {
            block(depth + 1);
            space();
        }
        end(name, false);
    }

    private void items(String list, String item, int depth) {
        start(list);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            start(item);
            if (chance(30)) {
                block(depth + 1);
            } else {
                inlines(depth);
            }
            end(item, true);
        }
        end(list, false);
    }

    private void table(int depth) {
        start("table");
        boolean body = chance(50);
        if (body) {
            start("tbody");
        }
        for (int r = 1 + random.nextInt(3); r > 0; r--) {
            start("tr");
            for (int c = 1 + random.nextInt(3); c > 0; c--) {
                String cell = chance(80) ? "td" : "th";
                start(cell);
                if (chance(20)) {
                    block(depth + 1);
                } else {
                    inlines(depth);
                }
                end(cell, true);
            }
            end("tr", true);
        }
        end("table", false);
    }

    private void inlines(int depth) {
        for (int i = random.nextInt(4); i > 0; i--) {
            text();
            String name = oneOf(INLINES);
            switch (name) {
                case "img", "br" -> start(name);
                case "select" -> page.append("<select><option class=a>x<option>y</select>");
                default -> {
                    start(name);
                    if (depth < 5 && !name.equals("a") && !name.equals("button")) {
                        inlines(depth + 2);
                    } else {
                        text();
                    }
                    end(name, false);
                }
            }
        }
    }
}

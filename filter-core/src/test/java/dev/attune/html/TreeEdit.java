package dev.attune.html;

import java.util.Locale;

/** What a test does to elements, and the judge to the same elements of the tree. */
enum TreeEdit {
    CLASS,
    ATTRIBUTE,
    HTML,
    TEXT,
    REMOVE,
    BEFORE,
    AFTER,
    PREPEND,
    APPEND;

    private void apply(Element element) {
        switch (this) {
            case CLASS -> addClass(element);
            case ATTRIBUTE -> element.setAttribute("data-x", "1");
            case HTML -> element.setInner(mark());
            case TEXT -> element.setInner(Content.text("mark"));
            case REMOVE -> element.remove();
            case BEFORE -> element.before(mark());
            case AFTER -> element.after(mark());
            case PREPEND -> element.prepend(mark());
            case APPEND -> element.append(mark());
        }
    }

    private static Content mark() {
        return Content.html("<!--mark-->");
    }

    private static void addClass(Element element) {
        String there = element.attribute("class");
        element.setAttribute("class", there == null || there.isEmpty() ? "pro" : there + " pro");
    }

    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    HtmlRewriter rewriter(String name) {
        return HtmlRewriter.builder()
                .on(name, this::apply)
                .onError(TreeEdit::onError)
                .build();
    }

    private static void onError(RuntimeException error) {
        if (!(error instanceof CannotFollow)) {
            throw new AssertionError(error);
        }
    }
}

package dev.attune.html;

/** What a handler inserts: text, which is escaped, or HTML, which goes in as it is. */
public sealed interface Content {
    /** Returns text: {@code <}, {@code >} and {@code &} become character references. */
    static Content text(String text) {
        return new Text(text);
    }

    /** Returns markup, inserted as it is: whoever calls this answers for its safety. */
    static Content html(String html) {
        return new Html(html);
    }

    record Text(String text) implements Content {}

    record Html(String html) implements Content {}
}

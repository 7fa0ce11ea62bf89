package dev.attune.html;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What a handler inserts: text, which is escaped, or HTML, which goes in as it is. Immutable. */
public sealed interface Content {
    /** Returns text: {@code <}, {@code >} and {@code &} become character references. */
    static Content text(String text) {
        return new Text(text);
    }

    /** Returns markup, inserted as it is: the caller answers for its safety. */
    static Content html(String html) {
        return new Html(html);
    }

    /**
     * Returns the same content in the bytes in which it goes out, for content that goes into page after page: the
     * output then takes a long one without a copy. Characters beyond ASCII depend on the page and stay as they are.
     */
    default Content prepared() {
        return this;
    }

    record Text(String text) implements Content {
        public Text {
            Objects.requireNonNull(text);
        }

        @Override
        public Content prepared() {
            StringBuilder escaped = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                String reference = Output.escaped(c, false);
                if (reference == null) {
                    escaped.append(c);
                } else {
                    escaped.append(reference);
                }
            }
            Content html = new Html(escaped.toString()).prepared();
            return html instanceof Prepared ? html : this;
        }
    }

    record Html(String html) implements Content {
        public Html {
            Objects.requireNonNull(html);
        }

        @Override
        public Content prepared() {
            return html.chars().allMatch(c -> c < 128) ? new Prepared(html.getBytes(StandardCharsets.US_ASCII)) : this;
        }
    }

    /** Bytes that are the same in all charsets that pages are rewritten in. */
    final class Prepared implements Content {
        final byte[] ascii;

        private Prepared(byte[] ascii) {
            this.ascii = ascii;
        }
    }
}

package dev.attune.html;

import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** Rewrites HTML as it streams by. Immutable; one may serve all requests. */
public final class HtmlRewriter {
    private HtmlRewriter() {}

    public static Builder builder() {
        return new Builder();
    }

    /** Opens a sink for one page in a declared charset. */
    public HtmlSink open(Charset charset, OutputStream output) {
        return new HtmlSink(output, charset);
    }

    /** Opens a sink for one page whose charset nobody declared: a byte order mark or {@code <meta charset>} tells. */
    public HtmlSink open(OutputStream output) {
        return new HtmlSink(output, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    public static final class Builder {
        public Builder on(String selector, ElementHandler handler) {
            return on(Selector.parse(selector), handler);
        }

        public Builder on(Selector selector, ElementHandler handler) {
            return this;
        }

        /** Is told once if a handler throws; the page goes out untouched from there on. */
        public Builder onError(Consumer<RuntimeException> report) {
            return this;
        }

        public HtmlRewriter build() {
            return new HtmlRewriter();
        }
    }
}

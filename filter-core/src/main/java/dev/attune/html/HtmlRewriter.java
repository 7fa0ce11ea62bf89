package dev.attune.html;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites HTML as it streams by: handlers are called for the elements that selectors match, and what they do not touch
 * keeps its bytes. Immutable; one may serve all pages, from several threads at once if its handlers allow it.
 *
 * <p>Cheap to build from {@link Selector}s that were parsed before.
 */
public final class HtmlRewriter {
    private static final System.Logger LOG = System.getLogger(HtmlRewriter.class.getPackageName());

    final Program program;
    final @Nullable DocumentHandler documentHandler;
    final Consumer<RuntimeException> report;
    final int mostHeldBytes;
    final int mostOpenElements;
    final boolean isFragment;

    private HtmlRewriter(Builder builder) {
        program = new Program(builder.rules);
        documentHandler = builder.documentHandler;
        report = builder.report;
        mostHeldBytes = builder.mostHeldBytes;
        mostOpenElements = builder.mostOpenElements;
        isFragment = builder.isFragment;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens a sink for one page in a declared charset. A page in a charset whose bytes cannot be read without being
     * decoded, as UTF-16 and ISO-2022-JP, goes through untouched. A byte order mark counts for more than the declaration.
     *
     * @param output stays open when the sink is closed
     */
    public HtmlSink open(Charset charset, OutputStream output) {
        return new HtmlSink(this, output, PageCharset.of(charset), true);
    }

    /**
     * Opens a sink for one page without a declared charset: a byte order mark or {@code <meta charset>} tells. Until
     * then, insertions go in as ASCII, with character references.
     *
     * @param output stays open when the sink is closed
     */
    public HtmlSink open(OutputStream output) {
        return new HtmlSink(this, output, PageCharset.UNDECLARED, false);
    }

    void endDocument(Output output) throws IOException {
        DocumentHandler handler = documentHandler;
        if (handler != null) {
            DocumentEnd end = new DocumentEnd();
            try {
                handler.end(end);
            } catch (RuntimeException e) {
                throw new HandlerFailure(e);
            }
            Piece.write(end.contents, output);
        }
    }

    /** Gathers rules. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Program.Rule> rules = new ArrayList<>();
        private @Nullable DocumentHandler documentHandler;
        private Consumer<RuntimeException> report =
                error -> LOG.log(System.Logger.Level.WARNING, "Attune: a page goes out as it came from here on", error);
        private int mostHeldBytes = 64 * 1024;
        private int mostOpenElements = 4096;
        private boolean isFragment;

        private Builder() {}

        /**
         * Has a handler called for each element that a selector matches. Handlers of one element run in the order in
         * which they were given here.
         *
         * @throws IllegalArgumentException if the selector is not one that the rewriter can match
         */
        public Builder on(String selector, ElementHandler handler) {
            return on(Selector.parse(selector), handler);
        }

        public Builder on(Selector selector, ElementHandler handler) {
            rules.add(new Program.Rule(selector, handler, null, null, false));
            return this;
        }

        /** Has a handler called for the first element that a selector matches, as for an id. Then the rule retires. */
        public Builder onFirst(String selector, ElementHandler handler) {
            return onFirst(Selector.parse(selector), handler);
        }

        public Builder onFirst(Selector selector, ElementHandler handler) {
            rules.add(new Program.Rule(selector, handler, null, null, true));
            return this;
        }

        /** Has a handler called for all text in the elements that a selector matches. */
        public Builder onText(String selector, TextHandler handler) {
            return onText(Selector.parse(selector), handler);
        }

        public Builder onText(Selector selector, TextHandler handler) {
            rules.add(new Program.Rule(selector, null, handler, null, false));
            return this;
        }

        /** Has a handler called for all comments in the elements that a selector matches. */
        public Builder onComment(String selector, CommentHandler handler) {
            return onComment(Selector.parse(selector), handler);
        }

        public Builder onComment(Selector selector, CommentHandler handler) {
            rules.add(new Program.Rule(selector, null, null, handler, false));
            return this;
        }

        /** Has a handler called for the doctype and the end of the page; a second call replaces it. */
        public Builder onDocument(DocumentHandler handler) {
            documentHandler = handler;
            return this;
        }

        /**
         * Gets called once for a page if a handler throws or if the page cannot be followed any further; it goes out
         * untouched from there on. Without this, a warning is logged.
         */
        public Builder onError(Consumer<RuntimeException> newReport) {
            report = newReport;
            return this;
        }

        /**
         * Bounds the bytes held back of a tag or comment that is not complete; a longer one goes by unread.
         *
         * @param bytes at least 256; 65,536 unless told otherwise
         */
        public Builder mostHeldBytes(int bytes) {
            mostHeldBytes = atLeast(256, bytes, "mostHeldBytes");
            return this;
        }

        /**
         * Bounds how many elements may be open at once; a page with more goes through untouched from there on.
         *
         * @param elements from 32 to 65,535; 4,096 unless told otherwise
         */
        public Builder mostOpenElements(int elements) {
            mostOpenElements = atLeast(32, elements, "mostOpenElements");
            if (elements > OpenElements.MOST) {
                throw new IllegalArgumentException(
                        "mostOpenElements is " + elements + ", more than " + OpenElements.MOST);
            }
            return this;
        }

        /**
         * Says that the page is no document but a part of one: no handler is called for an {@code html}, {@code head} or
         * {@code body} that it has no tag for, and no such tag is written.
         */
        public Builder fragment() {
            isFragment = true;
            return this;
        }

        private static int atLeast(int least, int value, String name) {
            if (value < least) {
                throw new IllegalArgumentException(name + " is " + value + ", less than " + least);
            }
            return value;
        }

        public HtmlRewriter build() {
            return new HtmlRewriter(this);
        }
    }
}

package dev.attune.html;

/** A CSS selector, parsed once. Immutable. */
public final class Selector {
    private final String css;

    private Selector(String css) {
        this.css = css;
    }

    /**
     * Parses a selector.
     *
     * @throws IllegalArgumentException if it is not one that the rewriter can match; the message names the part
     */
    public static Selector parse(String css) {
        return new Selector(css);
    }

    @Override
    public String toString() {
        return css;
    }
}

package dev.attune.html;

import java.util.List;

/** A CSS selector, or a list of them, parsed once. Immutable; costs nothing to use again in other rewriters. */
public final class Selector {
    /** Compounds from the outermost to the element itself. */
    static final class Chain {
        final Compound[] compounds;

        /** Bit i: compound i has to be a child, else a descendant, of the one before. */
        final long child;

        Chain(List<Compound> compounds, long child) {
            this.compounds = compounds.toArray(Compound[]::new);
            this.child = child;
        }

        Compound last() {
            return compounds[compounds.length - 1];
        }
    }

    private final String css;
    final Chain[] chains;

    private Selector(String css) {
        this.css = css;
        this.chains = new SelectorParser(css).parse().toArray(Chain[]::new);
    }

    /**
     * Parses a selector: type, {@code *}, {@code #id}, {@code .class}, {@code [attribute]} with all operators and the
     * flags {@code i} and {@code s}, {@code :not()} of those, {@code :nth-child()}, {@code :first-child},
     * {@code :nth-of-type()}, {@code :first-of-type}, descendants, children and lists.
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

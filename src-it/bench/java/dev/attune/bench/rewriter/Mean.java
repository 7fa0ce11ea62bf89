package dev.attune.bench.rewriter;

import java.util.Locale;

/** The geometric mean over the pages, and the worst page. */
final class Mean {
    private double logarithms;
    private int count;
    private double least = Double.MAX_VALUE;
    private double most;

    void add(double value) {
        logarithms += Math.log(value);
        count++;
        least = Math.min(least, value);
        most = Math.max(most, value);
    }

    /**
     * Prints the figures {@code rewriter.NAME} and {@code rewriter.NAME.worst}.
     *
     * @param moreIsBetter whether the worst page is the one with the least
     */
    void print(String name, String unit, boolean moreIsBetter) {
        print(name, Math.exp(logarithms / count), unit);
        print(name + ".worst", moreIsBetter ? least : most, unit);
    }

    private static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "figure rewriter.%s %.2f %s%n", name, value, unit);
    }
}

package dev.attune.bench.profile;

import java.util.Arrays;
import java.util.Locale;

/** Prints figures. */
public final class Figure {
    private Figure() {}

    public static void print(String name, double number, String unit) {
        System.out.println(String.format(Locale.ROOT, "figure %s %.3f %s", name, number, unit));
    }

    static double median(double[] samples) {
        return percentile(samples, 0.5);
    }

    static double percentile(double[] samples, double fraction) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(fraction * (sorted.length - 1)))];
    }
}

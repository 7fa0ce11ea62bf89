package dev.attune.bench.profile;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws numbers of which the first are the most likely, as visitors come back to a site. */
public final class Zipf {
    private final double[] cumulated;
    private final SplittableRandom random;

    public Zipf(int numbers, double exponent, SplittableRandom random) {
        this.random = random;
        cumulated = new double[numbers];
        double sum = 0;
        for (int i = 0; i < numbers; i++) {
            sum += 1 / Math.pow(i + 1, exponent);
            cumulated[i] = sum;
        }
        for (int i = 0; i < numbers; i++) {
            cumulated[i] /= sum;
        }
    }

    public int next() {
        int found = Arrays.binarySearch(cumulated, random.nextDouble());
        return Math.min(found < 0 ? -found - 1 : found, cumulated.length - 1);
    }
}

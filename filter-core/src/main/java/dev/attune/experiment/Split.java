package dev.attune.experiment;

import java.util.Arrays;
import java.util.List;

/**
 * The range of places that belongs to each variation, from its start up to but without its end (GrowthBook's SDK
 * reference, "getBucketRanges" and "chooseVariation"): the places from 0 to 1 are dealt out by weight, and of each
 * variation's share the first part is covered.
 */
final class Split {
    /** What no range holds. */
    static final int NONE = -1;

    private final double[] starts;
    private final double[] ends;

    private Split(double[] starts, double[] ends) {
        this.starts = starts;
        this.ends = ends;
    }

    /** Returns the ranges of variations of the given weights. */
    static Split of(List<Double> weights, double coverage) {
        double[] starts = new double[weights.size()];
        double[] ends = new double[weights.size()];
        double start = 0;
        for (int i = 0; i < starts.length; i++) {
            double weight = weights.get(i);
            starts[i] = start;
            ends[i] = start + coverage * weight;
            start += weight;
        }
        return new Split(starts, ends);
    }

    /** Returns weights that treat all alike. */
    static List<Double> equalWeights(int variations) {
        Double[] weights = new Double[variations];
        Arrays.fill(weights, 1.0 / variations);
        return List.of(weights);
    }

    /** Returns the variation at a place, or {@link #NONE}. */
    int at(double place) {
        for (int i = 0; i < starts.length; i++) {
            if (place >= starts[i] && place < ends[i]) {
                return i;
            }
        }
        return NONE;
    }

    int size() {
        return starts.length;
    }

    double start(int variation) {
        return starts[variation];
    }

    double end(int variation) {
        return ends[variation];
    }
}

package dev.attune.experiment;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment deals visitors out to its variations. Immutable. An experiment should not change
 * while it runs: visitors would move between variations.
 *
 * @param key the experiment's key, in rules, cookie and events
 * @param name what reports call it
 * @param weights the share of each variation; empty for equal shares
 * @param variationNames what reports call each variation; empty for the paths that serve them
 * @param coverage the share of visitors who are in the experiment, from 0 to 1
 * @param namespace the part of the visitors that the experiment is for, or null for all
 * @param holdout the name of the {@link Holdout} whose visitors it keeps out, or null for none but those for all
 * @param hashVersion the version of GrowthBook's hash, 1 or 2
 * @param seed what makes its split independent of others', the key unless said otherwise
 * @param hashAttribute the id that decides
 * @param sticky whether the browser keeps a visitor's variation in a cookie, also across log-in
 */
public record Experiment(
        String key,
        String name,
        List<Double> weights,
        List<String> variationNames,
        double coverage,
        @Nullable Namespace namespace,
        @Nullable String holdout,
        int hashVersion,
        String seed,
        HashAttribute hashAttribute,
        boolean sticky) {
    /** The most variations of one experiment. */
    public static final int MAX_VARIATIONS = 100;

    // Between these, both included, the sum of weights passes for 1, as in GrowthBook.
    private static final double LEAST_SUM = 0.99;
    private static final double GREATEST_SUM = 1.01;

    public Experiment {
        checkKey(key);
        weights = List.copyOf(weights);
        variationNames = List.copyOf(variationNames);
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0 && weight <= 1)) {
                throw new IllegalArgumentException("found the weight " + weight + "; expected weights from 0 to 1");
            }
            sum += weight;
        }
        if (!weights.isEmpty() && (sum < LEAST_SUM || sum > GREATEST_SUM)) {
            throw new IllegalArgumentException("the weights add up to " + sum + "; expected 1");
        }
        if (!(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("found the coverage " + coverage + "; expected a number from 0 to 1");
        }
        if (hashVersion != 1 && hashVersion != 2) {
            throw new IllegalArgumentException("found the hashVersion " + hashVersion + "; expected 1 or 2");
        }
    }

    private static void checkKey(String key) {
        try {
            Keys.check(key);
        } catch (IllegalArgumentException mistake) {
            throw new IllegalArgumentException("an experiment's key: " + mistake.getMessage(), mistake);
        }
    }

    /**
     * Checks that the settings fit a number of variations.
     *
     * @throws IllegalArgumentException if they do not
     */
    public void check(int variations) {
        if (variations < 2 || variations > MAX_VARIATIONS) {
            throw new IllegalArgumentException(
                    "found " + variations + " to serve; expected 2 to " + MAX_VARIATIONS + " variations");
        }
        if (!weights.isEmpty() && weights.size() != variations) {
            throw new IllegalArgumentException(
                    "found " + weights.size() + " weights for " + variations + " variations; expected one for each");
        }
        if (!variationNames.isEmpty() && variationNames.size() != variations) {
            throw new IllegalArgumentException("found " + variationNames.size() + " names for " + variations
                    + " variations; expected one for each");
        }
    }

    /**
     * Returns a builder of an experiment on all visitors with equal shares.
     *
     * @param key 1 to 64 ASCII letters, digits, {@code _ - . :} or {@code |}
     */
    public static Builder named(String key) {
        return new Builder(key);
    }

    /** Collects an experiment's settings; not thread-safe. */
    public static final class Builder {
        private final String key;
        private String name;
        private List<Double> weights = List.of();
        private List<String> variationNames = List.of();
        private double coverage = 1;
        private @Nullable Namespace namespace;
        private @Nullable String holdout;
        private int hashVersion = 2;
        private String seed;
        private HashAttribute hashAttribute = HashAttribute.ID;
        private boolean sticky;

        private Builder(String key) {
            this.key = key;
            this.name = key;
            this.seed = key;
        }

        /** Names it for reports; its key unless said otherwise. */
        public Builder name(String shown) {
            name = shown;
            return this;
        }

        /** Sets the share of each variation; together they are 1. */
        public Builder weights(double... shares) {
            return weights(Arrays.stream(shares).boxed().toList());
        }

        /** Sets the share of each variation; together they are 1. */
        public Builder weights(List<Double> shares) {
            weights = shares;
            return this;
        }

        /** Names the variations for reports; their paths unless said otherwise. */
        public Builder variationNames(List<String> names) {
            variationNames = names;
            return this;
        }

        /** Sets the share of visitors who are in the experiment, from 0 to 1. */
        public Builder coverage(double share) {
            coverage = share;
            return this;
        }

        /** Limits the experiment to a part of the visitors. */
        public Builder namespace(Namespace part) {
            namespace = part;
            return this;
        }

        /** Keeps the visitors of the {@link Holdout} of this name out. */
        public Builder holdout(String heldOut) {
            holdout = heldOut;
            return this;
        }

        /** Chooses the version of the hash, 1 or 2; 2 unless said otherwise. */
        public Builder hashVersion(int version) {
            hashVersion = version;
            return this;
        }

        /** Sets what makes the split independent of others'; the key unless said otherwise. */
        public Builder seed(String other) {
            seed = other;
            return this;
        }

        /** Chooses the id that decides. */
        public Builder hashAttribute(HashAttribute deciding) {
            hashAttribute = deciding;
            return this;
        }

        /** Keeps a visitor's variation in a cookie, also across log-in. */
        public Builder sticky(boolean kept) {
            sticky = kept;
            return this;
        }

        /**
         * Returns the experiment.
         *
         * @throws IllegalArgumentException if a setting is out of its range
         */
        public Experiment build() {
            return new Experiment(
                    key,
                    name,
                    weights,
                    variationNames,
                    coverage,
                    namespace,
                    holdout,
                    hashVersion,
                    seed,
                    hashAttribute,
                    sticky);
        }
    }
}

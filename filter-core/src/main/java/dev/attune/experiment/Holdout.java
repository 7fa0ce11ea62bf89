package dev.attune.experiment;

/**
 * A share of visitors who are kept out of experiments, so that what these do together can be measured against nothing.
 * An experiment names its hold-out, or the hold-out is for all of them. Who is held out does not depend on the experiment.
 *
 * @param name the hold-out's name, which also seeds its hash (GrowthBook's, version 2)
 * @param share how many are held out, from 0 to 1
 * @param all whether it is for all experiments, whether they name it or not
 * @param hashAttribute the id that decides
 */
public record Holdout(String name, double share, boolean all, HashAttribute hashAttribute) {
    public Holdout {
        Keys.check(name);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("found a share of " + share + "; expected a number from 0 to 1");
        }
    }

    /** A hold-out of the experiments that name it. */
    public Holdout(String name, double share) {
        this(name, share, false, HashAttribute.ID);
    }

    /** Returns the same hold-out for all experiments. */
    public Holdout ofAll() {
        return new Holdout(name, share, true, hashAttribute);
    }

    /** Returns the same hold-out, decided by another id. */
    public Holdout hashAttribute(HashAttribute deciding) {
        return new Holdout(name, share, all, deciding);
    }
}

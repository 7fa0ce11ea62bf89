package dev.attune.internal.runtime;

/**
 * The work of a thread that does the same round after round, for as long as the app runs. A round that fails, with an
 * {@link Error} too, is reported, and the next one follows: a thread that ended would stop its part of Attune until the app
 * starts again.
 */
public final class Rounds {
    private final String problem;
    private final Round round;
    private final FailureLog failures;

    /**
     * @param problem what a failed round means, a sentence without its full stop
     * @param failures where failed rounds are reported
     */
    public Rounds(String problem, Round round, FailureLog failures) {
        this.problem = problem;
        this.round = round;
        this.failures = failures;
    }

    /** One round. */
    @FunctionalInterface
    public interface Round {
        /**
         * Waits for work, and does it. A round that fails must have waited, or have taken some work away: the next one follows
         * at once.
         *
         * @return whether another round is to follow
         */
        boolean goesOn() throws InterruptedException;
    }

    /** Does rounds until one is the last. */
    public void run() throws InterruptedException {
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = round.goesOn();
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable failure) {
                failures.report(problem, failure);
            }
        }
    }
}

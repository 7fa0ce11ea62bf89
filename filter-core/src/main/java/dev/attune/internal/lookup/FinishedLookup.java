package dev.attune.internal.lookup;

/** A look-up that needs no waiting. */
record FinishedLookup(Lookup outcome) implements PendingProfile {
    static FinishedLookup unavailable(Lookup.Reason reason) {
        return new FinishedLookup(new Lookup.Unavailable(reason));
    }

    @Override
    public Lookup await() {
        return outcome;
    }

    @Override
    public boolean isDone() {
        return true;
    }
}

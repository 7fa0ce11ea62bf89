package dev.attune.internal.segment;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Holds calls back until the rate allows them. */
public interface CallGate {
    /**
     * Makes a call as soon as it may be made, on any thread.
     *
     * @return the call's own outcome, or a failure where no more calls may wait
     */
    <T> CompletionStage<T> pass(Supplier<? extends CompletionStage<T>> call);
}

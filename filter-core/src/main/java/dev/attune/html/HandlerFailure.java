package dev.attune.html;

/** Carries what a handler threw to the sink, which reports it. */
final class HandlerFailure extends RuntimeException {
    final RuntimeException thrown;

    HandlerFailure(RuntimeException thrown) {
        super(null, thrown, false, false);
        this.thrown = thrown;
    }
}

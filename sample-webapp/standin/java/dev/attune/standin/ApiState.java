package dev.attune.standin;

import java.time.Duration;

/** How the Profiles API is doing. */
enum ApiState {
    UP("answers at once", Duration.ZERO),
    SLOW("answers after 1.5 seconds", Duration.ofMillis(1500)),
    HUNG("takes calls and never answers", Duration.ofMinutes(1)),
    DOWN("drops every connection", Duration.ZERO);

    private final String meaning;
    private final Duration delay;

    ApiState(String meaning, Duration delay) {
        this.meaning = meaning;
        this.delay = delay;
    }

    String meaning() {
        return meaning;
    }

    Duration delay() {
        return delay;
    }
}

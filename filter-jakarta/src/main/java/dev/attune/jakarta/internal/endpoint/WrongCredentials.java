package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.CallRefused;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Answers calls with wrong credentials. After some of them within a minute each answer takes a second, which no thread waits
 * for, and with many at once there is no answer but 429. A call with right credentials never comes here: no flood of wrong
 * ones can shut Segment out. Thread-safe.
 */
final class WrongCredentials {
    private static final System.Logger LOG = System.getLogger(WrongCredentials.class.getPackageName());

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int FREE_IN_A_MINUTE = 5;
    private static final int MOST_WAITING = 32;
    private static final long DELAY_MILLIS = 1_000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Ticker ticker;
    private long minuteFrom;
    private int inThisMinute;
    private int waiting;

    WrongCredentials(Ticker ticker) {
        this.ticker = ticker;
        this.minuteFrom = ticker.nanos();
    }

    private enum Pace {
        AT_ONCE,
        LATER,
        TOO_MANY
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, CallRefused refusal) throws IOException {
        switch (pace(request.isAsyncSupported())) {
            case AT_ONCE -> JsonAnswer.refuse(response, refusal);
            case LATER -> new Later(request, response, refusal);
            case TOO_MANY -> {
                response.setIntHeader("Retry-After", 60);
                JsonAnswer.error(response, TOO_MANY_REQUESTS, "too many calls with wrong credentials");
            }
        }
    }

    private synchronized Pace pace(boolean canWait) {
        long now = ticker.nanos();
        if (now - minuteFrom >= MINUTE) {
            minuteFrom = now;
            inThisMinute = 0;
        }
        if (++inThisMinute <= FREE_IN_A_MINUTE) {
            return Pace.AT_ONCE;
        }
        if (inThisMinute == FREE_IN_A_MINUTE + 1) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: more than {0} calls in a minute showed wrong credentials; the next ones are answered slowly",
                    FREE_IN_A_MINUTE);
        }
        if (!canWait || waiting >= MOST_WAITING) {
            return Pace.TOO_MANY;
        }
        waiting++;
        return Pace.LATER;
    }

    private synchronized void answered() {
        waiting--;
    }

    /** An answer that the container gives when the time it was set has run out. */
    private final class Later implements AsyncListener {
        private final HttpServletResponse response;
        private final CallRefused refusal;

        Later(HttpServletRequest request, HttpServletResponse response, CallRefused refusal) {
            this.response = response;
            this.refusal = refusal;
            AsyncContext async = request.startAsync(request, response);
            async.setTimeout(DELAY_MILLIS);
            async.addListener(this);
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            JsonAnswer.refuse(response, refusal);
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            answered();
        }

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}

package dev.attune.jakarta.internal.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.internal.segment.CallRefused;
import dev.attune.testing.Fake;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stranger who guesses passwords gets slower answers, and then none but 429; what waits holds no thread. */
class WrongCredentialsTest {
    private final List<Integer> statuses = new ArrayList<>();
    private final List<Integer> retryAfter = new ArrayList<>();
    private final List<AsyncListener> waiting = new ArrayList<>();
    private final List<Object> completed = new ArrayList<>();
    private long now;
    private final WrongCredentials wrong = new WrongCredentials(() -> now);

    @Test
    void answersFiveAMinuteAtOnceAndTheNextOnesAfterASecond() throws IOException {
        call(true, 7);
        assertEquals(List.of(401, 401, 401, 401, 401), statuses);
        assertEquals(2, waiting.size());
        timeOut(waiting.remove(0));
        assertEquals(6, statuses.size());
        assertEquals(1, completed.size());
    }

    @Test
    void lets32WaitAtMostAndTheNextOneInWhenOneHasBeenAnswered() throws IOException {
        call(true, 5 + 32 + 1);
        assertEquals(32, waiting.size());
        assertEquals(429, statuses.get(5));
        assertEquals(List.of(60), retryAfter);
        waiting.get(0).onComplete(event());
        call(true, 1);
        assertEquals(33, waiting.size());
    }

    @Test
    void letsNothingWaitWhereTheContainerCannot() throws IOException {
        call(false, 6);
        assertEquals(List.of(401, 401, 401, 401, 401, 429), statuses);
    }

    @Test
    void forgetsAfterAMinute() throws IOException {
        call(false, 6);
        now += Duration.ofMinutes(1).toNanos();
        call(false, 1);
        assertEquals(401, statuses.get(6));
    }

    private void call(boolean mayWait, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            wrong.refuse(request(mayWait), response(), new CallRefused(401, "wrong credentials"));
        }
    }

    private void timeOut(AsyncListener listener) throws IOException {
        listener.onTimeout(event());
    }

    private AsyncEvent event() {
        return new AsyncEvent(async());
    }

    private HttpServletRequest request(boolean mayWait) {
        return Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "isAsyncSupported" -> mayWait;
            case "startAsync" -> async();
            default -> throw Fake.unexpected(HttpServletRequest.class, method);
        });
    }

    private AsyncContext async() {
        return Fake.of(AsyncContext.class, (method, arguments) -> switch (method) {
            case "setTimeout", "getRequest", "getResponse" -> null;
            case "addListener" -> waiting.add((AsyncListener) arguments[0]);
            case "complete" -> completed.add(method);
            default -> throw Fake.unexpected(AsyncContext.class, method);
        });
    }

    private HttpServletResponse response() {
        return Fake.of(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "setStatus" -> statuses.add((Integer) arguments[0]);
            case "setIntHeader" -> retryAfter.add((Integer) arguments[1]);
            case "getOutputStream" -> new Discarding();
            default -> null;
        });
    }

    private static final class Discarding extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) {}
    }
}

package dev.attune.jakarta.internal.endpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private static final int MEGABYTE = 1 << 20;

    /** Its stream ends with a read of no bytes, as {@code InputStream} does not let it, and some do. */
    private static HttpServletRequest request(byte[] body, long announced) {
        return new Call("POST", null)
                .body(new String(body, StandardCharsets.ISO_8859_1), announced)
                .request();
    }

    @Test
    void aLongBodyIsCopiedAFewTimesAndNotOnceForEachPiece() throws IOException {
        byte[] sent = new byte[10 * MEGABYTE];
        new Random(24).nextBytes(sent);
        BodyBudget budget = new BodyBudget(sent.length, 16 * MEGABYTE);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        HttpServletRequest request = request(sent, -1);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try (BodyBudget.Body body = budget.read(request)) {
            long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertArrayEquals(sent, body.bytes());
            assertTrue(taken < 6L * sent.length, () -> taken + " bytes for a body of " + sent.length);
        }
    }

    @Test
    void allBodiesTogetherTakeNoMoreThanTheirShareAndGiveItBack() throws IOException {
        byte[] sent = new byte[MEGABYTE];
        BodyBudget budget = new BodyBudget(2 * MEGABYTE, 3 * MEGABYTE);
        try (BodyBudget.Body first = budget.read(request(sent, sent.length));
                BodyBudget.Body second = budget.read(request(sent, sent.length));
                BodyBudget.Body third = budget.read(request(sent, -1))) {
            assertEquals(0, first.refusal());
            assertEquals(0, second.refusal());
            assertEquals(503, third.refusal());
        }
        try (BodyBudget.Body again = budget.read(request(sent, sent.length))) {
            assertEquals(0, again.refusal());
        }
    }

    @Test
    void aBodyThatIsLongerThanAllowedIsRefusedWhateverItsLengthSays() throws IOException {
        BodyBudget budget = new BodyBudget(1_000, 16 * MEGABYTE);
        for (long announced : new long[] {-1, 1_001, 5}) {
            try (BodyBudget.Body body = budget.read(request(new byte[1_001], announced))) {
                assertEquals(413, body.refusal(), "announced " + announced);
            }
        }
    }
}

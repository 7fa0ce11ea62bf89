package dev.attune.jakarta.internal.endpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.attune.testing.Fake;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private static final int MEGABYTE = 1 << 20;

    private static HttpServletRequest request(byte[] body, long announced) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        ServletInputStream stream = new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return bytes.read(into, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException();
            }
        };
        return Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getInputStream" -> stream;
            case "getContentLengthLong" -> announced;
            default -> throw Fake.unexpected(HttpServletRequest.class, method);
        });
    }

    @Test
    void aLongBodyIsCopiedAFewTimesAndNotOnceForEachPiece() throws IOException {
        byte[] sent = new byte[10 * MEGABYTE];
        new Random(24).nextBytes(sent);
        BodyBudget budget = new BodyBudget(sent.length, 16 * MEGABYTE);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try (BodyBudget.Body body = budget.read(request(sent, -1))) {
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

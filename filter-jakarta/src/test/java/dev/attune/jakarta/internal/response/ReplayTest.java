package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ReplayTest {
    @Test
    void givesBackWhatWasWrittenInPiecesOfAnySize() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] page = new byte[random.nextInt(32 * 1024)];
            random.nextBytes(page);
            Replay replay = new Replay(page.length);
            int most = 1 + random.nextInt(6000);
            for (int at = 0; at < page.length; ) {
                int length = Math.min(random.nextInt(most + 1), page.length - at);
                assertTrue(replay.record(page, at, length), "seed " + seed);
                at += length;
            }
            assertArrayEquals(page, content(replay), "seed " + seed);
        }
    }

    @Test
    void keepsCopiesForTheAppUsesItsArrayAgain() throws IOException {
        Replay replay = new Replay(10);
        byte[] buffer = {1, 2, 3};
        replay.record(buffer, 0, 3);
        buffer[0] = 9;
        replay.record(buffer, 0, 1);
        assertArrayEquals(new byte[] {1, 2, 3, 9}, content(replay));
    }

    @Test
    void refusesWhatGoesBeyondItsLimit() {
        Replay replay = new Replay(10);
        assertTrue(replay.record(new byte[6], 0, 6));
        assertFalse(replay.record(new byte[5], 0, 5));
        assertFalse(new Replay(10).record(new byte[0x1000], 0, 0x1000));
    }

    @Test
    void leavesNothingOfOnePageInTheNext() throws IOException {
        Replay first = new Replay(100);
        first.record(new byte[] {1, 2, 3}, 0, 3);
        first.giveBack();
        Replay second = new Replay(100);
        second.record(new byte[] {4}, 0, 1);
        assertArrayEquals(new byte[] {4}, content(second));
        assertArrayEquals(new byte[0], content(new Replay(100)));
    }

    @Test
    void isNothingForAnotherThread() throws Exception {
        Replay replay = new Replay(100);
        replay.record(new byte[] {1}, 0, 1);
        assertFalse(elsewhere(() -> replay.record(new byte[] {2}, 0, 1)));
        assertFalse(elsewhere(replay::moveOut));
        assertArrayEquals(new byte[] {1}, content(replay));
    }

    @Test
    void goesOnElsewhereOnceItHasMovedOut() throws Exception {
        Replay replay = new Replay(10_000);
        byte[] page = new byte[9000];
        new Random(1).nextBytes(page);
        replay.record(page, 0, 5000);
        assertTrue(replay.moveOut());
        // The thread's next page takes the memory that this one had.
        new Replay(10_000).record(new byte[9000], 0, 9000);
        assertTrue(elsewhere(() -> replay.record(page, 5000, 4000)));
        assertArrayEquals(page, content(replay));
    }

    private static boolean elsewhere(Callable<Boolean> task) throws Exception {
        FutureTask<Boolean> result = new FutureTask<>(task);
        Thread thread = new Thread(result);
        thread.start();
        return result.get();
    }

    private static byte[] content(Replay replay) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        replay.into(content);
        return content.toByteArray();
    }
}

package dev.attune.internal.analytics;

import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Segment's files in memory: one copy of each for all visitors. Of one that has grown old, the copy is served while Segment is
 * asked whether it changed, and for as long as Segment cannot be asked. Thread-safe.
 */
public final class LibraryFiles implements AutoCloseable {
    /** What all files take together; those that were not asked for lately go first. */
    static final long MOST_BYTES = 16L << 20;

    /** As many names of which Segment has no file are remembered. */
    private static final int MOST_MISSING = 1_000;

    /** What an entry takes besides its content. */
    private static final int ENTRY_BYTES = 512;

    private static final int MOST_UNDER_WAY = 16;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration MISSING_FOR = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(LibraryFiles.class.getPackageName());

    private final FailureLog failures = new FailureLog(LOG, Ticker.SYSTEM);
    private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Long> missing = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, CompletableFuture<LibraryFile>> underWay = new LinkedHashMap<>();
    private final LibrarySource source;
    private final Ticker ticker;
    private long bytes;

    /** @param dueAt from when on Segment is to be asked again, in the time of the ticker */
    private record Held(LibraryFile file, long dueAt) {}

    public LibraryFiles(LibrarySource source, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
    }

    /**
     * Returns a file. The stage fails with {@link NoSuchFileException} where Segment has none, and with another exception where
     * Segment cannot be asked and there is no copy.
     */
    public CompletableFuture<LibraryFile> get(LibraryPath path) {
        CompletableFuture<LibraryFile> asked;
        Held copy;
        synchronized (this) {
            copy = held.get(path.upstream());
            if (copy != null && ticker.nanos() - copy.dueAt() < 0) {
                return CompletableFuture.completedFuture(copy.file());
            }
            Long missingUntil = missing.get(path.upstream());
            if (missingUntil != null && ticker.nanos() - missingUntil < 0) {
                return CompletableFuture.failedFuture(new NoSuchFileException());
            }
            asked = underWay.get(path.upstream());
            if (asked == null && underWay.size() < MOST_UNDER_WAY) {
                asked = new CompletableFuture<>();
                underWay.put(path.upstream(), asked);
                fetch(path, copy == null ? null : copy.file(), asked);
            }
        }
        if (copy != null) {
            return CompletableFuture.completedFuture(copy.file());
        }
        return asked == null
                ? CompletableFuture.failedFuture(new IllegalStateException("too many files are asked for at once"))
                : asked;
    }

    private void fetch(LibraryPath path, @Nullable LibraryFile copy, CompletableFuture<LibraryFile> asked) {
        var unused = source.fetch(path, copy).whenComplete((file, failure) -> {
            LibraryFile served = took(path, copy, file, failure);
            if (served != null) {
                asked.complete(served);
            } else {
                asked.completeExceptionally(failure == null ? new NoSuchFileException() : failure);
            }
        });
    }

    /** Takes note of what Segment says, and returns the file that browsers get, or null for none. */
    private synchronized @Nullable LibraryFile took(
            LibraryPath path, @Nullable LibraryFile copy, @Nullable LibraryFile file, @Nullable Throwable failure) {
        underWay.remove(path.upstream());
        if (file != null) {
            hold(path.upstream(), file, Duration.ofSeconds(file.maxAge()));
            return file;
        }
        if (NoSuchFileException.is(failure)) {
            drop(path.upstream());
            missing.put(path.upstream(), ticker.nanos() + MISSING_FOR.toNanos());
            trim(missing);
            return null;
        }
        if (failure != null) {
            failures.report("a file of analytics.js could not be fetched: " + FailureLog.text(failure), null);
        }
        if (copy != null) {
            hold(path.upstream(), copy, PAUSE_AFTER_FAILURE);
        }
        return copy;
    }

    private void hold(String name, LibraryFile file, Duration fresh) {
        drop(name);
        missing.remove(name);
        held.put(name, new Held(file, ticker.nanos() + fresh.toNanos()));
        bytes += size(name, file);
        Iterator<Map.Entry<String, Held>> eldest = held.entrySet().iterator();
        while (bytes > MOST_BYTES && eldest.hasNext()) {
            Map.Entry<String, Held> entry = eldest.next();
            bytes -= size(entry.getKey(), entry.getValue().file());
            eldest.remove();
        }
    }

    private void drop(String name) {
        Held before = held.remove(name);
        if (before != null) {
            bytes -= size(name, before.file());
        }
    }

    private static long size(String name, LibraryFile file) {
        return ENTRY_BYTES + name.length() + (long) file.bytes().length;
    }

    private static void trim(Map<String, Long> names) {
        Iterator<String> eldest = names.keySet().iterator();
        while (names.size() > MOST_MISSING && eldest.hasNext()) {
            eldest.next();
            eldest.remove();
        }
    }

    /** Returns how many bytes are held, for tests. */
    synchronized long bytes() {
        return bytes;
    }

    /** Returns how many files Segment is asked for now, for tests. */
    synchronized int underWay() {
        return underWay.size();
    }

    @Override
    public void close() {
        failures.close();
        source.close();
    }
}

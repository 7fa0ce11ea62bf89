package dev.attune.bench.cdn;

import dev.attune.bench.profile.Zipf;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Visitors with their browsers, each of which keeps its code. */
final class Crowd {
    private static final int PAGES = 200;
    private static final double EXPONENT = 0.99;

    private final int port;
    private final int[] segments;
    private final AtomicReferenceArray<String> codes;
    private final Map<Integer, Set<String>> copies = new ConcurrentHashMap<>();

    /** @param segments what each visitor must see */
    Crowd(int port, int[] segments) {
        this.port = port;
        this.segments = segments;
        codes = new AtomicReferenceArray<>(segments.length);
        for (int i = 0; i < segments.length; i++) {
            codes.set(i, "");
        }
    }

    static String name(int visitor) {
        return "v" + visitor;
    }

    PageConnection connection() throws IOException {
        return new PageConnection(port);
    }

    boolean isRight(PageConnection.Answer page, int visitor) {
        return page.body().contains("<b>/segment/" + segments[visitor] + "</b>")
                && page.body().contains("\"paying\":" + (segments[visitor] < 3))
                && (!page.isHit() || !page.body().contains("canary-"));
    }

    /** Returns how many copies the page with the most has. */
    int mostCopies() {
        return copies.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    /** Lets visitors come for a while. */
    Seen visit(int connections, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long end = System.nanoTime() + time.toNanos();
            List<Future<Seen>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                SplittableRandom random = new SplittableRandom(time.toSeconds() * 1_000 + i);
                running.add(threads.submit(() -> visitUntil(end, random)));
            }
            Seen all = Seen.NOTHING;
            for (Future<Seen> one : running) {
                all = all.and(one.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private Seen visitUntil(long end, SplittableRandom random) throws IOException {
        Zipf visitors = new Zipf(segments.length, EXPONENT, random.split());
        Zipf pages = new Zipf(PAGES, EXPONENT, random.split());
        long seen = 0;
        long hits = 0;
        long withCode = 0;
        long wrong = 0;
        double[] millis = new double[1 << 16];
        try (PageConnection connection = connection()) {
            while (System.nanoTime() < end) {
                int visitor = visitors.next();
                int number = pages.next();
                String code = codes.get(visitor);
                long start = System.nanoTime();
                PageConnection.Answer page = connection.get("/page/" + number, name(visitor), code);
                millis[(int) (seen % millis.length)] = (System.nanoTime() - start) / 1e6;
                seen++;
                withCode += code.isEmpty() ? 0 : 1;
                wrong += isRight(page, visitor) ? 0 : 1;
                if (!page.given().isEmpty()) {
                    codes.set(visitor, page.given());
                }
                if (page.isHit()) {
                    hits++;
                    copies.computeIfAbsent(number, unseen -> ConcurrentHashMap.newKeySet())
                            .add(page.outcome());
                }
            }
        }
        return new Seen(seen, hits, withCode, wrong, Arrays.copyOf(millis, (int) Math.min(seen, millis.length)));
    }

    /**
     * The pages that the visitors have seen.
     *
     * @param times of the last pages, in milliseconds
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Seen(long pages, long hits, long withCode, long wrong, double[] times) {
        static final Seen NOTHING = new Seen(0, 0, 0, 0, new double[0]);

        Seen and(Seen other) {
            double[] all = Arrays.copyOf(times, times.length + other.times.length);
            System.arraycopy(other.times, 0, all, times.length, other.times.length);
            return new Seen(
                    pages + other.pages, hits + other.hits, withCode + other.withCode, wrong + other.wrong, all);
        }

        double millis(double fraction) {
            double[] sorted = times.clone();
            Arrays.sort(sorted);
            return sorted[(int) (fraction * (sorted.length - 1))];
        }
    }
}

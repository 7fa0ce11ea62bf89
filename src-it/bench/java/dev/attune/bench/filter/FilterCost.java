package dev.attune.bench.filter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Asks a {@link PageServer} for the same page with and without the filter, in turn, and compares what it spent. */
public final class FilterCost {
    private static final Duration WARM_UP = Duration.ofSeconds(8);

    /** In so many rounds, one after another, the compiler must have rested. */
    private static final int SETTLED = 8;

    private static final Duration MOST_SETTLING = Duration.ofMinutes(2);
    private static final long RESTING_MILLIS = 20;
    /** The process's CPU time comes in steps of 10 ms, so that a round has to spend many of those. */
    private static final Duration SERIES = Duration.ofMillis(500);

    private static final int ROUNDS = 30;
    private static final int SLOW_PAGES = 500;
    /**
     * Pages that do not sleep, before each that does. After 10 ms of sleep the machine's caches are cold, and any code takes
     * ten times as long as on a server at work.
     */
    private static final int BETWEEN = 5;

    private FilterCost() {}

    /** Prints the figures; takes five minutes. */
    public static void run() throws Exception {
        FilterAlone.print();
        EventCost.print();
        String shared = System.getProperty("attune.shared");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        PageServer.class.getName(),
                        Path.of(shared, "corpus", "shop").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String port = output.readLine();
            if (port == null) {
                throw new IllegalStateException("the server did not start");
            }
            try (Connection connection = new Connection(Integer.parseInt(port.strip()))) {
                measure(connection);
            }
        } finally {
            server.destroy();
            server.waitFor();
        }
        SlowResponse.print();
        FilterStart.print(Path.of(shared, "corpus", "shop"));
    }

    private static void measure(Connection connection) throws IOException {
        require(connection.get("/attune/"), "Welcome, Europe", "shouldShowConsent", "#ffe4c4");
        require(connection.get("/attune/big"), "shouldShowConsent", "#ffe4c4");
        require(connection.get("/attune/slow"), "shouldShowConsent", "#ffe4c4");
        compare(connection, "page20k", "/plain/homepage-eu", "/attune/");
        compare(connection, "page200k", "/plain/big", "/attune/big");
        compareFirstBytes(connection, "/plain/slow", "/attune/slow");
    }

    private static void require(String page, String... parts) {
        for (String part : parts) {
            if (!page.contains(part)) {
                throw new IllegalStateException("the page is not personalized: no '" + part + "'");
            }
        }
    }

    private static void compare(Connection connection, String name, String plain, String filtered) throws IOException {
        settle(connection, plain, filtered);
        double[] plainMicros = new double[ROUNDS];
        double[] micros = new double[ROUNDS];
        double[] shares = new double[ROUNDS];
        double[] bytes = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Cost without = cost(connection, plain);
            Cost with = cost(connection, filtered);
            plainMicros[round] = without.micros;
            micros[round] = with.micros - without.micros;
            shares[round] = micros[round] / without.micros;
            bytes[round] = with.bytes - without.bytes;
        }
        print(name + ".share", shares, "ratio");
        print(name + ".us", micros, "us");
        print(name + ".bytes", bytes, "bytes");
        print(name + ".plain.us", plainMicros, "us");
    }

    /**
     * Asks for both pages in turn until the server compiles no more: what its compiler takes counts as CPU time of the
     * process, and depends on what else the machine does.
     */
    private static void settle(Connection connection, String plain, String filtered) throws IOException {
        long end = System.nanoTime() + MOST_SETTLING.toNanos();
        int resting = 0;
        requests(connection, plain, WARM_UP);
        requests(connection, filtered, WARM_UP);
        while (resting < SETTLED && System.nanoTime() < end) {
            long before = spent(connection)[2];
            requests(connection, plain, SERIES);
            requests(connection, filtered, SERIES);
            resting = spent(connection)[2] - before <= RESTING_MILLIS ? resting + 1 : 0;
        }
        if (resting < SETTLED) {
            System.out.println("       (the server still compiles)");
        }
    }

    private static void compareFirstBytes(Connection connection, String plain, String filtered) throws IOException {
        settle(connection, plain + "?now", filtered + "?now");
        compareFirstBytes(connection, plain, filtered, BETWEEN, "first-byte");
        compareFirstBytes(connection, plain, filtered, 0, "idle-first-byte");
    }

    private static void compareFirstBytes(
            Connection connection, String plain, String filtered, int between, String name) throws IOException {
        double[] without = new double[SLOW_PAGES];
        double[] with = new double[SLOW_PAGES];
        for (int i = 0; i < SLOW_PAGES; i++) {
            without[i] = firstByte(connection, plain, between);
            with[i] = firstByte(connection, filtered, between);
        }
        Arrays.sort(without);
        Arrays.sort(with);
        double before = without[SLOW_PAGES / 2];
        double after = with[SLOW_PAGES / 2];
        System.out.printf("figure filter.%s.ratio %.3f ratio%n", name, after / before);
        System.out.printf("       (%.0f us with, %.0f us without)%n", after, before);
    }

    private static double firstByte(Connection connection, String path, int between) throws IOException {
        for (int i = 0; i < between; i++) {
            connection.get(path + "?now");
        }
        return connection.firstByte(path) / 1e3;
    }

    private static Cost cost(Connection connection, String path) throws IOException {
        long[] before = spent(connection);
        int requests = requests(connection, path, SERIES);
        long[] after = spent(connection);
        return new Cost((after[0] - before[0]) / 1e3 / requests, (after[1] - before[1]) / (double) requests);
    }

    private static long[] spent(Connection connection) throws IOException {
        return Arrays.stream(connection.get("/plain/cost").split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Returns how many there were. */
    private static int requests(Connection connection, String path, Duration time) throws IOException {
        long start = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            connection.get(path);
            count++;
        }
        return count;
    }

    private static void print(String name, double[] rounds, String unit) {
        Arrays.sort(rounds);
        System.out.printf("figure filter.%s %.2f %s%n", name, rounds[rounds.length / 2], unit);
        System.out.printf(
                "       (half of the rounds from %.2f to %.2f)%n",
                rounds[rounds.length / 4], rounds[rounds.length * 3 / 4]);
    }

    private record Cost(double micros, double bytes) {}
}

package dev.attune.bench.filter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks a {@link PageServer} for the same page with and without the filter, in turn, and compares what it spent. */
public final class FilterCost {
    private static final int WARM_UP = 30_000;
    private static final int ROUNDS = 15;
    private static final int REQUESTS = 2_000;

    private FilterCost() {}

    /** Prints the figures; takes about a minute. */
    public static void run() throws Exception {
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
                        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
                Connection connection =
                        new Connection(Integer.parseInt(output.readLine().strip()))) {
            require(connection.get("/attune/"), "Welcome, Europe", "shouldShowConsent", "#ffe4c4");
            require(connection.get("/attune/big"), "shouldShowConsent", "#ffe4c4");
            measure(connection, "page20k", "/plain/homepage-eu", "/attune/");
            measure(connection, "page200k", "/plain/big", "/attune/big");
            measure(connection, "skip", "/plain/skipped.css", "/attune/skipped.css");
        } finally {
            server.destroy();
            server.waitFor();
        }
        ResponseCost.run();
    }

    private static void require(String page, String... parts) {
        for (String part : parts) {
            if (!page.contains(part)) {
                throw new IllegalStateException("the page is not personalized: no '" + part + "'");
            }
        }
    }

    private static void measure(Connection connection, String name, String plain, String filtered) throws IOException {
        requests(connection, plain, WARM_UP / 2);
        requests(connection, filtered, WARM_UP);
        List<Cost> plainCosts = new ArrayList<>();
        List<Cost> added = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Cost without = cost(connection, plain);
            Cost with = cost(connection, filtered);
            plainCosts.add(without);
            added.add(new Cost(with.micros - without.micros, with.bytes - without.bytes));
        }
        print(name + ".us", added.stream().mapToDouble(Cost::micros).toArray(), "us");
        print(name + ".bytes", added.stream().mapToDouble(Cost::bytes).toArray(), "bytes");
        print(name + ".plain.us", plainCosts.stream().mapToDouble(Cost::micros).toArray(), "us");
    }

    private static Cost cost(Connection connection, String path) throws IOException {
        long[] before = spent(connection);
        requests(connection, path, REQUESTS);
        long[] after = spent(connection);
        return new Cost((after[0] - before[0]) / 1e3 / REQUESTS, (after[1] - before[1]) / (double) REQUESTS);
    }

    private static long[] spent(Connection connection) throws IOException {
        return Arrays.stream(connection.get("/plain/cost").split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static void requests(Connection connection, String path, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            connection.get(path);
        }
    }

    private static void print(String name, double[] rounds, String unit) {
        Arrays.sort(rounds);
        System.out.printf("figure filter.%s %.1f %s%n", name, rounds[rounds.length / 2], unit);
        System.out.printf("       (rounds from %.1f to %.1f)%n", rounds[0], rounds[rounds.length - 1]);
    }

    private record Cost(double micros, double bytes) {}
}

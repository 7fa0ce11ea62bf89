package dev.attune.bench.filter;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.RunningContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the filter adds to the start of an app and to its first pages: on Tomcat, in a new JVM each time. */
final class FilterStart {
    private static final int ROUNDS = 7;
    private static final int FIRST_PAGES = 200;
    private static final String ATTUNE = "dev.attune.jakarta.PersonalizationFilter";

    private FilterStart() {}

    /** Prints the figures; takes a minute. */
    static void print(Path pages) throws IOException {
        byte[] page = Files.readAllBytes(pages.resolve("home.html"));
        double[] starts = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Start plain = start(app(page), "<html");
            Start filtered = start(
                    app(page)
                            .attune()
                            .filter(
                                    ATTUNE,
                                    Map.of(
                                            "clientTraits",
                                            "{\"shouldShowConsent\": {\"when\": {\"location\": \"EU\"}}}",
                                            "content",
                                            "[{\"route\": \"/*\", \"select\": \"h1\", \"addClass\": \"personal\"}]")),
                    "attune-traits");
            starts[round] = filtered.millis - plain.millis;
            ratios[round] = filtered.pageMicros / plain.pageMicros;
        }
        print("start.ms", starts, "ms");
        print("warm-up.ratio", ratios, "ratio");
    }

    private static WebApp app(byte[] page) {
        return WebApp.create().file("home.html", page);
    }

    private static Start start(WebApp app, String expected) throws IOException {
        try (RunningContainer tomcat =
                RunningContainer.start(Container.TOMCAT_11, List.of("-XX:TieredStopAtLevel=4", "-Xmx512m"))) {
            long begun = System.nanoTime();
            Deployment site = tomcat.deploy(app);
            double millis = (System.nanoTime() - begun) / 1e6;
            double[] micros = new double[FIRST_PAGES];
            for (int i = 0; i < FIRST_PAGES; i++) {
                long asked = System.nanoTime();
                Response answer = site.get("/home.html");
                micros[i] = (System.nanoTime() - asked) / 1e3;
                if (answer.status() != 200 || !answer.text().contains(expected)) {
                    throw new IllegalStateException("no such page: " + answer);
                }
            }
            Arrays.sort(micros);
            return new Start(millis, micros[FIRST_PAGES / 2]);
        }
    }

    private static void print(String name, double[] rounds, String unit) {
        Arrays.sort(rounds);
        System.out.printf("figure filter.%s %.3f %s%n", name, rounds[ROUNDS / 2], unit);
        System.out.printf("       (from %.3f to %.3f)%n", rounds[0], rounds[ROUNDS - 1]);
    }

    private record Start(double millis, double pageMicros) {}
}

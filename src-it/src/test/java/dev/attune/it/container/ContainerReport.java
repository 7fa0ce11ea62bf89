package dev.attune.it.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Writes which test passed on which container to {@code target/containers.md}, or where {@code -Dattune.report=FILE} says:
 * {@code docs/containers.md} is made so, by a run of all container tests.
 */
public final class ContainerReport implements AfterTestExecutionCallback {
    @Override
    public void afterTestExecution(ExtensionContext test) {
        Results results = test.getRoot()
                .getStore(ExtensionContext.Namespace.create(ContainerReport.class))
                .getOrComputeIfAbsent(Results.class, type -> new Results(), Results.class);
        Container container = container(test.getDisplayName());
        if (container != null) {
            Point points = test.getRequiredTestMethod().getAnnotation(Point.class);
            results.row(
                            test.getRequiredTestClass().getSimpleName(),
                            test.getRequiredTestMethod().getName(),
                            points == null ? new int[0] : points.value())
                    .add(container, test.getExecutionException().orElse(null));
        }
    }

    private static @Nullable Container container(String displayName) {
        return Arrays.stream(Container.values())
                .filter(container -> displayName.startsWith(container.toString()))
                .findFirst()
                .orElse(null);
    }

    /** Names of methods have no apostrophes. */
    private static final Pattern OWNER = Pattern.compile("\\b(app|browser|container|page|visitor)s"
            + " (?=(?:own|page|colour|policy|id|validators|unchanged|ever)\\b)");

    private static final String SERVERS = """
            # Servers

            | server | JAR | when its tests run |
            | --- | --- | --- |
            | Tomcat 10.1 and 11 | `attune-filter-jakarta` | with each build |
            | Jetty 12.0 (ee10) and 12.1 (ee10, ee11) | `attune-filter-jakarta` | with each build |
            | Undertow 2.3 | `attune-filter-jakarta` | with each build |
            | Spring Boot 3.5 and 4.0, with Tomcat | `attune-spring-boot-starter`, or `attune-filter-jakarta` | the starter with each build, the filter with the profile |
            | WildFly 39, Open Liberty 26, Payara Micro 6, TomEE 9.0, GlassFish 7.0 | `attune-filter-jakarta` | with the profile |
            | Tomcat 9 and Jetty 10 | `attune-filter-javax` | with each build, on the drop-in JAR |

            All need Java 17 or later. Other servers with Servlet 6.0 or 6.1 (`jakarta`), or 4.0 (`javax`), should do; no test shows it.

            ## What passes where

            The table is made by a run of the container tests: `mvn verify -Pcontainers -Dattune.report=$PWD/docs/containers.md`;
            without the profile, on the first six. A number says how many ways of answering a test went through. Each was compared
            with the same app without the filter. The points are those of a checklist for response-wrapping filters, which stands
            [below](#the-points).

            """;

    private static final String PECULIARITIES = """
            ## Left out, and why

            - Undertow by itself and Spring Boot serve no JSP and read no annotations; a Spring Boot application has no `WEB-INF`,
              and its listeners may not register filters: its `FilterRegistrationBean` does.
            - Jetty and Open Liberty refuse paths with an encoded `%`, `;`, `?` or `#`, with or without the filter.
            - Of charsets, those whose markup has the bytes of ASCII are rewritten, and UTF-16; UTF-32 and EBCDIC pass untouched.
            - WildFly and Open Liberty drop the connection over header names and values with control characters, with or without
              the filter.
            - Jetty's ee11 forgets the charset that its writer goes on using; behind the filter it is named.
            - The Tomcats in Spring Boot 3.5.7 and TomEE 9 do not show the length that an app set, as later ones and the
              filter do.
            - WildFly starts filters with the first request, unless `eager-filter-initialization` is set. Of an app whose filter
              cannot start, Open Liberty answers each request with an error, and GlassFish and Payara serve it without the filter.
              There, a wrong setting shows in the log and not in a failed deployment.
            - GlassFish and Payara end a forwarded page otherwise for their own response than for a wrapped one, as TomEE now
              and then does a JSP and Open Liberty does every page that a writer wrote: whether the page comes with a length or
              in chunks differs, its bytes do not.
            - Open Liberty ignores the first flush of a response's stream, with or without the filter, so there the first
              bytes of a page leave when its writer is flushed. Where an app closes its writer, it counts characters for the
              length, and loses bytes of other than ASCII text; the filter does not. Its error pages show the app's stack,
              filter included, in the charset of a writer that the app asked for before, and it names a charset even for JSON.
            - Payara Micro runs without Hazelcast, which listens on all addresses.

            """;

    private static final class Row {
        private final Set<Integer> points = new TreeSet<>();
        private final Map<Container, Integer> passed = new ConcurrentHashMap<>();
        private final Map<Container, Integer> failed = new ConcurrentHashMap<>();

        void add(Container container, @Nullable Throwable failure) {
            if (failure == null) {
                passed.merge(container, 1, Integer::sum);
            } else if (!failure.getClass().getName().contains("TestAborted")) {
                failed.merge(container, 1, Integer::sum);
            }
        }

        String cell(Container container) {
            int good = passed.getOrDefault(container, 0);
            int bad = failed.getOrDefault(container, 0);
            if (bad > 0) {
                return bad + " of " + (good + bad) + " fail";
            }
            return good == 0 ? "–" : good == 1 ? "✓" : "✓ " + good;
        }
    }

    private static final class Results implements AutoCloseable {
        private final Map<String, Row> rows = new TreeMap<>();

        synchronized Row row(String type, String method, int[] points) {
            Row row = rows.computeIfAbsent(type + "." + method, name -> new Row());
            Arrays.stream(points).forEach(row.points::add);
            return row;
        }

        @Override
        public void close() throws IOException {
            Set<Container> containers = new TreeSet<>();
            rows.values().forEach(row -> {
                containers.addAll(row.passed.keySet());
                containers.addAll(row.failed.keySet());
            });
            StringBuilder text = new StringBuilder(SERVERS);
            text.append("| test | points |");
            containers.forEach(container -> text.append(' ').append(container).append(" |"));
            text.append("\n| --- | --- |")
                    .append(" --- |".repeat(containers.size()))
                    .append('\n');
            rows.forEach((name, row) -> {
                text.append("| ").append(sentence(name)).append(" | ");
                text.append(row.points.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                        .append(" |");
                containers.forEach(container ->
                        text.append(' ').append(row.cell(container)).append(" |"));
                text.append('\n');
            });
            text.append('\n').append(PECULIARITIES).append(Checklist.markdown(shown()));
            Path file = Path.of(System.getProperty("attune.report", "target/containers.md"));
            Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
        }

        private Set<Integer> shown() {
            Set<Integer> shown = new TreeSet<>();
            rows.values().stream().filter(row -> row.failed.isEmpty()).forEach(row -> shown.addAll(row.points));
            return shown;
        }

        /** {@code ResponseIT.aRangeOfAPage} reads: a range of a page. */
        private static String sentence(String name) {
            String method = name.substring(name.indexOf('.') + 1);
            String words = method.replaceAll(
                            "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])", " ")
                    .toLowerCase(Locale.ROOT);
            return OWNER.matcher(words).replaceAll("$1's ");
        }
    }
}

package dev.attune.bench.cdn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link CdnNode} that the benchmark has started. */
final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    NodeProcess(int redis) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        CdnNode.class.getName(),
                        String.valueOf(redis))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the node did not start");
        }
        port = Integer.parseInt(line.strip());
    }

    int port() {
        return port;
    }

    /** Returns what the node has spent so far. */
    Cost cost() throws IOException {
        try (PageConnection connection = new PageConnection(port)) {
            String[] numbers = connection.get("/cost", "x", "").body().split(" ", -1);
            return new Cost(Long.parseLong(numbers[0]), Long.parseLong(numbers[1].strip()));
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /**
     * What a node has spent.
     *
     * @param nanos of CPU
     * @param pages how many it has served
     */
    record Cost(long nanos, long pages) {}
}

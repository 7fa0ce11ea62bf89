package dev.attune.it.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Serves a test's orders, a line each on standard input, with a line each on standard output: {@code deploy PATH DIR} and
 * {@code embed PATH DIR}, which are answered with the app's port, and {@code undeploy PATH}. All else that is printed goes to
 * standard error. Ends with its input, so it outlives no test.
 */
final class Runner {
    private final Host host;
    private final BufferedReader orders;
    private final PrintStream answers;

    private Runner(Host host, InputStream orders, PrintStream answers) {
        this.host = host;
        this.orders = new BufferedReader(new InputStreamReader(orders, StandardCharsets.UTF_8));
        this.answers = answers;
    }

    static void run(Host host) throws Exception {
        // Before the container starts: some put their own in the place of each.
        Runner runner = new Runner(host, System.in, System.out);
        System.setOut(System.err);
        host.start();
        runner.answers.println("ready");
        runner.serve();
        System.exit(0);
    }

    private void serve() throws IOException {
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String answer = answer(order.split(" ", 3));
            // So that a test which reads the log after the answer finds all that led to it.
            System.err.flush();
            answers.println(answer);
        }
    }

    private String answer(String[] order) {
        try {
            switch (order[0]) {
                case "deploy" -> {
                    return "ok " + host.deploy(order[1], Path.of(order[2]));
                }
                case "embed" -> {
                    return "ok " + host.embed(order[1], Path.of(order[2]));
                }
                case "undeploy" -> {
                    host.undeploy(order[1]);
                    return "ok";
                }
                default -> throw new IllegalArgumentException(order[0]);
            }
        } catch (Throwable failure) {
            failure.printStackTrace();
            return "failed " + failure.toString().replaceAll("\\s+", " ");
        }
    }
}

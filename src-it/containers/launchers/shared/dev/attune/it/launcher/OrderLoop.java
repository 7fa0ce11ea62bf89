package dev.attune.it.launcher;

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
final class OrderLoop {
    private final Launcher launcher;
    private final BufferedReader orders;
    private final PrintStream answers;

    private OrderLoop(Launcher launcher, InputStream orders, PrintStream answers) {
        this.launcher = launcher;
        this.orders = new BufferedReader(new InputStreamReader(orders, StandardCharsets.UTF_8));
        this.answers = answers;
    }

    static void run(Launcher launcher) throws Exception {
        // Before the container starts: some put their own in the place of each.
        OrderLoop loop = new OrderLoop(launcher, System.in, System.out);
        System.setOut(System.err);
        launcher.start();
        loop.answers.println("ready");
        loop.serve();
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
                    return "ok " + launcher.deploy(order[1], Path.of(order[2]));
                }
                case "embed" -> {
                    return "ok " + launcher.embed(order[1], Path.of(order[2]));
                }
                case "undeploy" -> {
                    launcher.undeploy(order[1]);
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

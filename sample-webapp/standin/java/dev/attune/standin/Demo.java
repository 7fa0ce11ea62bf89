package dev.attune.standin;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;

/** Serves the sample shop, with the stand-in for Segment beside it, until the process is ended. */
public final class Demo {
    private Demo() {}

    /**
     * Runs the demo.
     *
     * @param arguments the folder of the unpacked WAR, and the shop's port
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Tomcat's greetings; what goes wrong is still told.
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            serve(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        } catch (IOException | LifecycleException | IllegalStateException e) {
            System.err.println(e.getMessage());
            // Threads of what did start would keep the process alive.
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private static void serve(Path webApp, int port) throws IOException, InterruptedException, LifecycleException {
        if (!isFree(port)) {
            throw new BindException("Port " + port + " is in use. Choose another one: -Dport=" + nextFree(port));
        }
        URI address = URI.create("http://localhost:" + port + "/");
        SegmentStandIn standIn =
                SegmentStandIn.start(nextFree(port), Profiles.ofTheDemo(InstantSource.system()), address);
        Shop shop = Shop.start(webApp, webApp.resolveSibling("demo"), port, standIn);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(shop, standIn)));
        warmUp(address);
        System.out.println(
                """

                  Begin here:       %s
                  The shop:         %s
                  Why this page:    %sattune/explain
                    with the key    %s
                  A preview:        %s

                The first has the shop beside it, and leads to all the rest. Become Anna from Berlin, then Bob from Boston:
                same address, another home page, in the visitor's colour; only Anna is asked for consent. Change a trait, or let
                the Profiles API hang: the pages still come at once. Become a stranger in Germany: the shop asks for consent, and
                the landing page is an experiment for a new browser, too. The preview shows the shop to everyone as a customer
                who does not exist would see it. Ctrl-C ends it.
                """.formatted(standIn.controlPage(), shop.url(), shop.url(), shop.explainKey(), standIn.preview()));
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }

    private static int nextFree(int port) throws IOException {
        int next = port + 1;
        while (!isFree(next)) {
            next++;
        }
        return next;
    }

    /**
     * Anna and Bob have been here before: a JVM's first look-ups take longer than a page waits, and a newcomer's first
     * impression is not to be that one.
     */
    private static void warmUp(URI address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (int visit = 0; visit < 20; visit++) {
            for (String visitor : List.of("anna", "bob")) {
                HttpRequest request = HttpRequest.newBuilder(address)
                        .header("Cookie", "ajs_user_id=" + visitor)
                        .build();
                client.send(request, HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    private static void stop(Shop shop, SegmentStandIn standIn) {
        standIn.close();
        try {
            shop.close();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}

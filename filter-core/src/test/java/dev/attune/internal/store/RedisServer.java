package dev.attune.internal.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.testing.OwnCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Redis on a random loopback port, which a test may stop, freeze and start again. */
public final class RedisServer implements AutoCloseable {
    private final int port;
    private final Path directory;
    private final List<String> options;
    private Process process;

    private RedisServer(int port, Path directory, List<String> options) {
        this.port = port;
        this.directory = directory;
        this.options = options;
        this.process = launch();
    }

    /** Starts one that keeps every write; the test is skipped where Redis is not installed, unless it is mandatory. */
    public static RedisServer start(Path directory, String... options) {
        return start(freePort(), directory, options);
    }

    private static RedisServer start(int port, Path directory, String... options) {
        if (!Boolean.getBoolean("attune.mandatory")) {
            assumeTrue(isInstalled(), "redis-server is not installed");
        }
        return new RedisServer(port, directory, List.of(options));
    }

    /** Starts one that speaks TLS only. */
    public static RedisServer startTls(Path directory, OwnCertificate own) {
        String port = String.valueOf(freePort());
        return start(
                Integer.parseInt(port),
                directory,
                "--port",
                "0",
                "--tls-port",
                port,
                "--tls-cert-file",
                own.certificate().toString(),
                "--tls-key-file",
                own.key().toString(),
                "--tls-ca-cert-file",
                own.certificate().toString(),
                "--tls-auth-clients",
                "no");
    }

    /** Starts a Sentinel that watches a primary under the name shop. */
    public static RedisServer sentinel(Path directory, int primary) throws IOException {
        Path file = Files.writeString(
                directory.resolve("sentinel.conf"),
                "sentinel monitor shop 127.0.0.1 " + primary + " 1\n"
                        + "sentinel down-after-milliseconds shop 500\nsentinel failover-timeout shop 1000\n");
        return new RedisServer(freePort(), directory, List.of(file.toString(), "--sentinel"));
    }

    /** Starts three nodes of a Cluster, each with a third of the slots. */
    public static Cluster cluster(Path directory) throws IOException {
        List<RedisServer> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(clusterNode(Files.createDirectories(directory.resolve("node" + i))));
        }
        Cluster cluster = new Cluster(nodes);
        for (int i = 0; i < 3; i++) {
            RedisServer node = nodes.get(i);
            node.ask("CLUSTER ADDSLOTSRANGE " + i * 16_384 / 3 + " " + ((i + 1) * 16_384 / 3 - 1));
            node.ask("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
            for (RedisServer other : nodes) {
                node.ask("CLUSTER MEET 127.0.0.1 " + other.port() + " " + other.option("--cluster-port"));
            }
        }
        for (RedisServer node : nodes) {
            while (!node.ask("CLUSTER INFO").contains("cluster_state:ok")) {
                Thread.onSpinWait();
            }
        }
        return cluster;
    }

    private static RedisServer clusterNode(Path folder) {
        return start(
                folder,
                "--cluster-enabled",
                "yes",
                "--cluster-config-file",
                "nodes.conf",
                "--cluster-port",
                String.valueOf(freePort()));
    }

    private String option(String name) {
        return options.get(options.indexOf(name) + 1);
    }

    /** Nodes that know each other. */
    public record Cluster(List<RedisServer> nodes) implements AutoCloseable {
        public String url() {
            return "redis-cluster://127.0.0.1:" + nodes.get(0).port();
        }

        /** Adds a replica of the first node, which the others put in its place when it dies. */
        public RedisServer replicaOfFirst(Path folder) {
            RedisServer first = nodes.get(0);
            RedisServer replica = clusterNode(folder);
            replica.ask("CLUSTER MEET 127.0.0.1 " + first.port() + " " + first.option("--cluster-port"));
            String id = first.ask("CLUSTER MYID").lines().skip(1).findFirst().orElseThrow();
            // The replica has to hear of the node first; asked once more later, it would begin to copy anew.
            while (!replica.ask("INFO replication").contains("role:slave")) {
                replica.command("CLUSTER REPLICATE " + id);
            }
            while (!replica.ask("INFO replication").contains("master_link_status:up")) {
                Thread.onSpinWait();
            }
            for (RedisServer node : nodes) {
                node.command("CONFIG SET cluster-node-timeout 2000");
            }
            replica.command("CONFIG SET cluster-node-timeout 2000");
            return replica;
        }

        @Override
        public void close() {
            nodes.forEach(RedisServer::close);
        }
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("redis-server", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        boolean isSentinel = options.contains("--sentinel");
        List<String> command = new ArrayList<>(List.of("redis-server"));
        if (isSentinel) {
            command.addAll(options);
        }
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--dir", directory.toString()));
        if (!isSentinel) {
            command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
            command.addAll(options);
        }
        try {
            Process started = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            awaitPort();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public void startAgain() {
        process = launch();
    }

    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Sends a command in Redis' inline form. */
    public void command(String line) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the answer to a command in Redis' inline form, or an empty text where the connection was cut. */
    public String ask(String line) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            // A Sentinel knows no QUIT.
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            // A Sentinel makes a server whose role changes cut all its clients.
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thaw();
        kill();
    }
}

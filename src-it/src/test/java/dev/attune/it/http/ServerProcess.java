package dev.attune.it.http;

import dev.attune.it.browser.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A server program of this machine that a test starts on a loopback port. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final int port;
    private final Process process;

    private ServerProcess(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Returns where a program is; the test is skipped where there is none, unless it is mandatory. */
    public static Path program(String name) {
        // Debian keeps servers where only root's PATH looks.
        Path server = Path.of("/usr/sbin", name);
        Path program = Files.isExecutable(server) ? server : Tools.find(name);
        Tools.require(!program.toString().isEmpty(), name + " is not installed");
        return program;
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts a server and waits until it takes connections.
     *
     * @param log where its output goes
     * @throws IOException if it does not; the message is what it printed
     */
    public static ServerProcess start(int port, Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ServerProcess server = new ServerProcess(port, process);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!server.isThere()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new IOException(Files.readString(log));
            }
            // The server needs the processor more.
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return server;
    }

    private boolean isThere() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Asks the server to end and waits for it: Varnish ends its child process only when asked. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

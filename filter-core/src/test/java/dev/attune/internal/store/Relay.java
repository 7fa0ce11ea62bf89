package dev.attune.internal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another, which can be changed: what a virtual address does in a failover. */
public final class Relay implements AutoCloseable {
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;
    private volatile int target;
    private volatile long silencedAt = System.nanoTime();

    public Relay(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket in = server.accept();
                sockets.add(in);
                daemon(() -> connect(in));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket in) {
        try (in;
                Socket out = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(out);
            Thread back = daemon(() -> copy(out, in));
            copy(in, out);
            back.join();
        } catch (IOException e) {
            // The target is down: the connection is closed, as by a host without a server.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(Socket from, Socket to) {
        long begunAt = System.nanoTime();
        byte[] bytes = new byte[8192];
        try {
            for (int count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                if (begunAt - silencedAt > 0) {
                    to.getOutputStream().write(bytes, 0, count);
                }
            }
        } catch (IOException e) {
            // One end is gone; so shall be the other.
        } finally {
            close(from);
            close(to);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /** Leads new connections to another port from now on, while those there are go on. */
    public void onlyNewOnesTo(int port) {
        target = port;
    }

    /** Leads to another port from now on; connections to the old one are cut. */
    public void to(int port) {
        target = port;
        sockets.forEach(Relay::close);
    }

    /** What the connections there are send goes nowhere from now on, though none is closed: a firewall forgot them. */
    public void silence() {
        silencedAt = System.nanoTime();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(Relay::close);
    }
}

package dev.attune.bench.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes on to a server until a call freezes it: then nothing passes on the connections that are open. */
public final class Relay implements AutoCloseable {
    private final List<Passage> passages = new CopyOnWriteArrayList<>();
    private final ServerSocket entrance;
    private volatile int server;

    public Relay(int server) {
        this.server = server;
        try {
            entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** One direction of a connection. */
    private static final class Passage {
        private final Socket from;
        private final Socket to;
        private volatile boolean isFrozen;

        Passage(Socket from, Socket to) {
            this.from = from;
            this.to = to;
        }

        void pass() {
            try {
                byte[] buffer = new byte[16 * 1024];
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (!isFrozen) {
                        out.write(buffer, 0, count);
                    }
                }
                if (!isFrozen) {
                    to.shutdownOutput();
                }
            } catch (IOException e) {
                close();
            }
        }

        void close() {
            for (Socket end : new Socket[] {from, to}) {
                try {
                    end.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket beyond = new Socket(InetAddress.getLoopbackAddress(), server);
                for (Passage passage : List.of(new Passage(client, beyond), new Passage(beyond, client))) {
                    passages.add(passage);
                    daemon(passage::pass);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Leads new connections to another server, as an address that moves does; those that are open stay. */
    public void leadTo(int port) {
        server = port;
    }

    /** Freezes all connections that are open. */
    public void freeze() {
        passages.forEach(passage -> passage.isFrozen = true);
    }

    /** Cuts all connections that are open. */
    private void cut() {
        passages.forEach(Passage::close);
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}

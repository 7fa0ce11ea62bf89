package dev.attune.bench.profile;

import dev.attune.it.profile.WebhookServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Sends webhooks on many connections from one thread: each sends one, awaits its answer, sends the next. A thread for each
 * connection would take more of the processors than the server does.
 */
final class WebhookLoad {
    private final String head = "POST /webhook HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
            + WebhookServer.CREDENTIALS + "\r\nContent-Type: application/json\r\nContent-Length: ";
    private final int port;
    private final int connections;
    private final Supplier<String> bodies;

    /**
     * @param bodies makes the bodies to send, one after the other; called by one thread
     */
    WebhookLoad(int port, int connections, Supplier<String> bodies) {
        this.port = port;
        this.connections = connections;
        this.bodies = bodies;
    }

    /**
     * How it went.
     *
     * @param perSecond calls that were answered 200
     * @param p99Millis what 99 of 100 calls took at most
     */
    record Outcome(double perSecond, double p99Millis) {}

    /** Sends for a while; an answer other than 200 ends it with an exception. */
    Outcome run(Duration length) throws IOException {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        double[] millis = new double[1024];
        int answers = 0;
        int open = connections;
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                new Connection(selector).send(bodies.get());
            }
            while (open > 0) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    Connection connection = (Connection) key.attachment();
                    if (connection.isAnswered()) {
                        long now = System.nanoTime();
                        if (answers == millis.length) {
                            millis = Arrays.copyOf(millis, 2 * answers);
                        }
                        millis[answers++] = (now - connection.sentAt) / 1e6;
                        if (now < end) {
                            connection.send(bodies.get());
                        } else {
                            connection.channel.close();
                            open--;
                        }
                    }
                }
                selector.selectedKeys().clear();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Outcome(answers / seconds, Figure.percentile(Arrays.copyOf(millis, answers), 0.99));
    }

    private final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer out = ByteBuffer.allocateDirect(4096);
        private final ByteBuffer in = ByteBuffer.allocateDirect(4096);
        private long sentAt;

        Connection(Selector selector) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.clear();
            out.put(head(bytes.length)).put(bytes).flip();
            sentAt = System.nanoTime();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        boolean isAnswered() throws IOException {
            if (channel.read(in) < 0) {
                throw new EOFException("the server hung up");
            }
            String answer =
                    StandardCharsets.ISO_8859_1.decode(in.duplicate().flip()).toString();
            int body = answer.indexOf("\r\n\r\n") + 4;
            if (body < 4 || answer.length() < body + contentLength(answer)) {
                return false;
            }
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                throw new IllegalStateException("the webhook answered " + answer);
            }
            in.clear();
            return true;
        }

        private byte[] head(int length) {
            return (head + length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        }

        private static int contentLength(String answer) {
            int from = answer.indexOf("Content-Length: ") + "Content-Length: ".length();
            return Integer.parseInt(answer, from, answer.indexOf("\r\n", from), 10);
        }
    }
}

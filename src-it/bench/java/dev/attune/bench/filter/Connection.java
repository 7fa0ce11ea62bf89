package dev.attune.bench.filter;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A kept-alive connection that asks for pages and reads them whole; as little work as a client can do. */
final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream input;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Returns the body of a 200, in ISO-8859-1. */
    String get(String path) throws IOException {
        send(path);
        int length = head(path);
        return length >= 0 ? body(length) : chunks(chunkSize());
    }

    /** Returns the nanoseconds that pass until the first bytes of a chunked page are there; reads it to the end. */
    long firstByte(String path) throws IOException {
        long start = System.nanoTime();
        send(path);
        if (head(path) >= 0) {
            throw new IOException(path + " was not flushed");
        }
        int size = chunkSize();
        input.mark(1);
        input.read();
        long nanos = System.nanoTime() - start;
        input.reset();
        chunks(size);
        return nanos;
    }

    private void send(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: bench\r\nAccept: text/html\r\n"
                + "Cookie: ajs_user_id=eu-user; ajs_anonymous_id=a1\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the length of the body, or -1 where it is chunked. */
    private int head(String path) throws IOException {
        String status = line();
        if (!status.contains(" 200 ")) {
            throw new IOException(path + " answers " + status);
        }
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return length;
    }

    private String chunks(int first) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = first; size > 0; size = chunkSize()) {
            body.append(body(size));
            line();
        }
        line();
        return body.toString();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String body(int length) throws IOException {
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

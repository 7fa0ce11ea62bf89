package dev.attune.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A kept-alive connection to a server on this machine that asks for pages and reads them whole. Used by one thread. */
public final class KeptConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream input;

    /** A page: its headers by their names in lower case, the last one of a name, and its body in ISO-8859-1. */
    public record Page(Map<String, String> headers, String body) {}

    public KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /**
     * Returns a page.
     *
     * @param headers lines, each with its end
     * @throws IOException if the answer is not 200
     */
    public Page get(String path, String headers) throws IOException {
        send(path, headers);
        Map<String, String> answer = head(path);
        String length = answer.get("content-length");
        return new Page(answer, length == null ? chunks(chunkSize()) : body(Integer.parseInt(length)));
    }

    /** Returns the nanoseconds that pass until the first bytes of a chunked page are there; reads it to the end. */
    public long firstByte(String path, String headers) throws IOException {
        long start = System.nanoTime();
        send(path, headers);
        if (head(path).containsKey("content-length")) {
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

    private void send(String path, String headers) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: bench\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private Map<String, String> head(String path) throws IOException {
        String status = line();
        Map<String, String> headers = new HashMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        if (!status.contains(" 200 ")) {
            throw new IOException(path + " answers " + status);
        }
        return headers;
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

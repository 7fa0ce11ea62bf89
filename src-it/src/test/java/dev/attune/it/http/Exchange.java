package dev.attune.it.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request and its answer on a connection of its own. Used by one thread. Waits at most 20 seconds for a byte. */
public final class Exchange implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String method;
    private final List<Header> headers = new ArrayList<>();
    private final List<Header> trailers = new ArrayList<>();
    private int status;
    /** Bytes left of the current chunk or of the body; -1: until the connection ends. */
    private long left;

    private boolean chunked;
    private boolean ended;
    private boolean complete = true;

    private Exchange(Socket socket, String method) throws IOException {
        this.socket = socket;
        this.method = method;
        in = new BufferedInputStream(socket.getInputStream());
    }

    public static Exchange open(int port, Request request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        Exchange exchange = new Exchange(socket, request.method());
        exchange.write(request.bytes());
        return exchange;
    }

    /** Sends more bytes, such as those of a body that the request announced. */
    public void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Waits for the status line and the headers of the final answer and returns the status. */
    public int status() throws IOException {
        while (status == 0) {
            String line = line();
            int code = Integer.parseInt(line.split(" ", 3)[1]);
            headers.clear();
            fields(headers);
            if (code >= 200 || code == 101) {
                status = code;
                frame();
            }
        }
        return status;
    }

    /** Returns the headers; waits for them. */
    public List<Header> headers() throws IOException {
        status();
        return headers;
    }

    /** Waits for the next bytes of the body and returns those that are there, or null at its end. */
    public byte @Nullable [] next() throws IOException {
        status();
        if (ended) {
            return null;
        }
        try {
            if (chunked && left == 0 && !nextChunk()) {
                return null;
            }
            if (left == 0) {
                ended = true;
                return null;
            }
            byte[] buffer = new byte[(int) (left < 0 ? 8192 : Math.min(left, 8192))];
            int count = in.read(buffer);
            if (count < 0) {
                complete = left < 0;
                ended = true;
                return null;
            }
            took(count);
            return java.util.Arrays.copyOf(buffer, count);
        } catch (EOFException | SocketException e) {
            complete = false;
            ended = true;
            return null;
        }
    }

    /** Waits until the body so far holds the text, and returns all that came in this call. */
    public String await(String text) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        while (!seen.toString(StandardCharsets.UTF_8).contains(text)) {
            byte[] bytes = next();
            if (bytes == null) {
                throw new EOFException(
                        "no \"" + text + "\" in the rest of the body: " + seen.toString(StandardCharsets.UTF_8));
            }
            seen.writeBytes(bytes);
        }
        return seen.toString(StandardCharsets.UTF_8);
    }

    /** Reads to the end. */
    public Response response() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] bytes = next(); bytes != null; bytes = next()) {
            body.writeBytes(bytes);
        }
        return new Response(status, headers, body.toByteArray(), complete, trailers);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void frame() {
        Response head = new Response(status, headers, new byte[0], true, List.of());
        String length = head.header("Content-Length");
        chunked = "chunked".equalsIgnoreCase(head.header("Transfer-Encoding"));
        ended = method.equals("HEAD") || status == 204 || status == 304;
        left = chunked ? 0 : length == null ? -1 : Long.parseLong(length);
    }

    private boolean nextChunk() throws IOException {
        left = Long.parseLong(line().split(";", 2)[0].trim(), 16);
        if (left == 0) {
            fields(trailers);
            ended = true;
        }
        return left != 0;
    }

    private void took(int count) throws IOException {
        if (left > 0) {
            left -= count;
            if (left == 0 && chunked) {
                line();
            }
        }
    }

    private void fields(List<Header> target) throws IOException {
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            target.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).trim()));
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended in: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}

package dev.attune.bench.cdn;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A kept-alive connection to a cache, as a browser has one; many visitors take turns on it. */
final class PageConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream input;

    PageConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** @param code the visitor's, {@code ""} for none */
    Answer get(String path, String visitor, String code) throws IOException {
        String request = "GET " + path
                + " HTTP/1.1\r\nHost: bench\r\nUser-Agent: Mozilla/5.0 Chrome/130.0 Safari/537.36\r\n"
                + "Cookie: ajs_user_id=" + visitor + (code.isEmpty() ? "" : "; attune_outcome=" + code) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        int length = -1;
        boolean isHit = false;
        String given = "";
        String outcome = "";
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "x-cache" -> isHit = value.equals("HIT");
                case "attune-outcome" -> outcome = value;
                case "set-cookie" ->
                    given = value.startsWith("attune_outcome=")
                            ? value.substring("attune_outcome=".length(), value.indexOf(';'))
                            : given;
                default -> {}
            }
        }
        String body = length >= 0 ? body(length) : chunks();
        if (!status.contains(" 200 ")) {
            throw new IOException(path + " answers " + status);
        }
        return new Answer(isHit, given, outcome, body);
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = size(); size > 0; size = size()) {
            body.append(body(size));
            line();
        }
        line();
        return body.toString();
    }

    private int size() throws IOException {
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

    /**
     * A page.
     *
     * @param isHit whether it came from the cache
     * @param given the code that the browser is to keep, or {@code ""}
     * @param outcome the code of the page
     */
    record Answer(boolean isHit, String given, String outcome, String body) {}
}

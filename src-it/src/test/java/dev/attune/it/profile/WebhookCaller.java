package dev.attune.it.profile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** One connection of a sender of webhooks, kept open between calls. */
public final class WebhookCaller implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String path;
    private final String credentials;

    public WebhookCaller(int port, String path) throws IOException {
        this(port, path, WebhookServer.USER + ":" + WebhookServer.PASSWORD);
    }

    WebhookCaller(int port, String path, String credentials) throws IOException {
        this.path = path;
        this.credentials = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a body and returns the status of the answer. */
    public int send(String json) throws IOException {
        return send(json, "application/json", "");
    }

    int send(String body, String contentType, String moreHeaders) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head(contentType, moreHeaders, bytes.length));
        request.writeBytes(bytes);
        socket.getOutputStream().write(request.toByteArray());
        return answer();
    }

    /** Announces a body without sending it, and returns the status of the answer. */
    int announce(long length) throws IOException {
        socket.getOutputStream().write(head("application/json", "", length));
        return answer();
    }

    private byte[] head(String contentType, String moreHeaders, long length) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + credentials
                        + "\r\nContent-Type: " + contentType + "\r\n" + moreHeaders + "Content-Length: " + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private int answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the server hung up");
            }
            head.append((char) next);
        }
        String text = head.toString().toLowerCase(Locale.ROOT);
        int length = text.indexOf("content-length: ");
        if (length >= 0) {
            int end = text.indexOf("\r\n", length);
            in.readNBytes(Integer.parseInt(text.substring(length + "content-length: ".length(), end)));
        }
        return Integer.parseInt(text.substring(9, 12));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

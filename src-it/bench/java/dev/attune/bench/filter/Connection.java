package dev.attune.bench.filter;

import dev.attune.bench.KeptConnection;
import java.io.IOException;

/** A kept-alive connection that asks for pages as a known visitor. */
final class Connection implements AutoCloseable {
    private static final String HEADERS = "Accept: text/html\r\nCookie: ajs_user_id=eu-user; ajs_anonymous_id=a1\r\n";

    private final KeptConnection server;

    Connection(int port) throws IOException {
        server = new KeptConnection(port);
    }

    /** Returns the body of a 200, in ISO-8859-1. */
    String get(String path) throws IOException {
        return server.get(path, HEADERS).body();
    }

    /** Returns the nanoseconds that pass until the first bytes of a chunked page are there; reads it to the end. */
    long firstByte(String path) throws IOException {
        return server.firstByte(path, HEADERS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

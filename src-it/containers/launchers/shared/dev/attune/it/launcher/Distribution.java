package dev.attune.it.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server that comes as an archive; the build unpacks it beside its runner. */
final class Distribution {
    private Distribution() {}

    /** Returns the server's folder. */
    static Path home() throws IOException {
        Path classes;
        try {
            classes = Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(classes.resolveSibling("dist"))) {
            return found.iterator().next();
        }
    }

    /** Returns a port that is free now, for a server that cannot choose one by itself. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

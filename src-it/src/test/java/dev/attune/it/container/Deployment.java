package dev.attune.it.container;

import dev.attune.it.http.Exchange;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.nio.file.Path;

/** A web app that a container serves. */
public final class Deployment implements AutoCloseable {
    private final RunningContainer container;
    private final String contextPath;
    private final Path folder;
    private final int port;

    Deployment(RunningContainer container, String contextPath, Path folder, int port) {
        this.container = container;
        this.contextPath = contextPath;
        this.folder = folder;
        this.port = port;
    }

    /** Sends a GET for a path inside the app, given just as it stands in the request line, and reads the answer. */
    public Response get(String path) throws IOException {
        return send(Request.get(path));
    }

    /** Sends a request and reads the whole answer. */
    public Response send(Request request) throws IOException {
        try (Exchange exchange = open(request)) {
            return exchange.response();
        }
    }

    /** Sends a request; the caller reads the answer piece by piece and closes the exchange. */
    public Exchange open(Request request) throws IOException {
        return Exchange.open(port, request.inside(contextPath));
    }

    /** Returns {@code http://127.0.0.1:PORT/CONTEXT}. */
    public String url() {
        return "http://127.0.0.1:" + port + contextPath;
    }

    public String contextPath() {
        return contextPath;
    }

    public RunningContainer container() {
        return container;
    }

    /** The exploded web app; a file changed here is a file changed in the running app. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        container.undeploy(contextPath);
    }
}

package dev.attune.it.launcher;

import java.nio.file.Path;

/** A container in this JVM. Used by one thread. */
interface Launcher {
    /** Starts, on a free port of the loopback interface. */
    void start() throws Exception;

    /**
     * Deploys a web app and returns the port where it answers; throws if the app does not start. Of an exploded app, the container
     * may pass over {@link PlainLibraries}; a WAR file is deployed as on a server.
     */
    int deploy(String contextPath, Path app) throws Exception;

    /** Deploys an exploded web app as {@link #deploy} does, but registers all in code, so that web fragments are not read. */
    default int embed(String contextPath, Path app) throws Exception {
        throw new UnsupportedOperationException("runs nothing but WARs");
    }

    void undeploy(String contextPath) throws Exception;
}

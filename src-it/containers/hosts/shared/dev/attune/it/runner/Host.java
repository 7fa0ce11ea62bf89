package dev.attune.it.runner;

import java.nio.file.Path;

/** A container in this JVM. Used by one thread. */
interface Host {
    /** Starts on a free port of the loopback interface and returns the port. */
    int start() throws Exception;

    /** Deploys an exploded web app; throws if the app does not start. */
    void deploy(String contextPath, Path app) throws Exception;

    void undeploy(String contextPath) throws Exception;
}

package dev.attune.it.runner;

import java.nio.file.Path;

/** A container in this JVM. Used by one thread. */
interface Host {
    /** Starts, on a free port of the loopback interface. */
    void start() throws Exception;

    /** Deploys an exploded web app and returns the port where it answers; throws if the app does not start. */
    int deploy(String contextPath, Path app) throws Exception;

    void undeploy(String contextPath) throws Exception;
}

package dev.attune.it.launcher;

import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Runs Undertow, which leaves reading {@code web.xml} to others. */
final class Main implements Launcher {
    private final PathHandler contexts = new PathHandler();
    private final Undertow server = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(contexts)
            .build();

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        OrderLoop.run(new Main());
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public int deploy(String contextPath, Path app) throws Exception {
        return deploy(contextPath, new Descriptor(contextPath, app).readAll());
    }

    @Override
    public int embed(String contextPath, Path app) throws Exception {
        return deploy(contextPath, new Descriptor(contextPath, app).read());
    }

    private int deploy(String contextPath, DeploymentInfo info) throws Exception {
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(info);
        manager.deploy();
        contexts.addPrefixPath(contextPath, manager.start());
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void undeploy(String contextPath) throws Exception {
        DeploymentManager manager = Servlets.defaultContainer().getDeployment(contextPath);
        if (manager != null) {
            contexts.removePrefixPath(contextPath);
            manager.stop();
            manager.undeploy();
            Servlets.defaultContainer().removeDeployment(manager.getDeployment().getDeploymentInfo());
        }
    }
}

package dev.attune.it.launcher;

import java.nio.file.Path;
import org.glassfish.embeddable.CommandResult;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishException;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/** Runs GlassFish in this JVM. */
final class Main implements Launcher {
    private static final String LISTENER =
            "configs.config.server-config.network-config.network-listeners.network-listener.http-listener.";

    private final GlassFish server;
    private int port;

    private Main() throws GlassFishException {
        // Without a port, so that it listens on nothing until it has the address.
        server = GlassFishRuntime.bootstrap().newGlassFish(new GlassFishProperties());
    }

    public static void main(String[] arguments) throws Exception {
        OrderLoop.run(new Main());
    }

    @Override
    public void start() throws Exception {
        port = Distribution.freePort();
        server.start();
        set("address=127.0.0.1");
        set("port=" + port);
        set("enabled=true");
    }

    private void set(String setting) throws GlassFishException {
        CommandResult result = server.getCommandRunner().run("set", LISTENER + setting);
        if (result.getExitStatus() != CommandResult.ExitStatus.SUCCESS) {
            throw new IllegalStateException(setting + ": " + result.getOutput(), result.getFailureCause());
        }
    }

    @Override
    public int deploy(String contextPath, Path app) throws Exception {
        String name = server.getDeployer()
                .deploy(app.toFile(), "--contextroot", contextPath, "--name", name(contextPath), "--force");
        if (name == null) {
            throw new IllegalStateException("the app did not start");
        }
        return port;
    }

    @Override
    public void undeploy(String contextPath) throws Exception {
        server.getDeployer().undeploy(name(contextPath));
    }

    private static String name(String contextPath) {
        return contextPath.substring(1);
    }
}

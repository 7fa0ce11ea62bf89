package dev.attune.it.launcher;

import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.AdminCommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs Payara Micro in this JVM, as a single server. */
final class Main implements Launcher {
    private int port;
    private PayaraMicroRuntime server;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        OrderLoop.run(new Main());
    }

    @Override
    public void start() throws Exception {
        // Else no JSP finds the classes that it is compiled with.
        PayaraMicro.setUpackedJarDir(Files.createTempDirectory("payara-jars").toFile());
        PayaraMicro.unpackJars();
        port = Distribution.freePort();
        server = PayaraMicro.getInstance()
                .setRootDir(Files.createTempDirectory("payara").toFile())
                .setHttpPort(port)
                .setPrintLogo(false)
                .setNoCluster(true)
                .setPreBootHandler(commands -> {
                    // No option names the address, and each address is what it listens on otherwise.
                    set(commands, "network-config.network-listeners.network-listener.http-listener.address=127.0.0.1");
                    // Cannot be kept to the loopback interface, cluster or not.
                    set(commands, "hazelcast-config-specific-configuration.enabled=false");
                })
                .bootStrap();
    }

    private static void set(AdminCommandRunner commands, String setting) {
        ClusterCommandResult result = commands.run("set", "configs.config.server-config." + setting);
        if (result.getExitStatus() != ClusterCommandResult.ExitStatus.SUCCESS) {
            throw new IllegalStateException(setting + ": " + result.getOutput(), result.getFailureCause());
        }
    }

    @Override
    public int deploy(String contextPath, Path app) {
        if (!server.deploy(name(contextPath), contextPath, app.toFile())) {
            throw new IllegalStateException("the app did not start");
        }
        return port;
    }

    @Override
    public void undeploy(String contextPath) {
        server.undeploy(name(contextPath));
    }

    private static String name(String contextPath) {
        return contextPath.substring(1);
    }
}

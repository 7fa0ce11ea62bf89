package dev.attune.it.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Runs WildFly in this JVM; apps go through its deployment scanner, which tells by marker files what became of them. */
final class Main implements Launcher {
    private final Path home;
    private final Path base;
    private int port;

    private Main() throws IOException {
        home = Distribution.home();
        base = Files.createTempDirectory("wildfly");
    }

    public static void main(String[] arguments) throws Exception {
        OrderLoop.run(new Main());
    }

    @Override
    public void start() throws Exception {
        Path configuration = Files.createDirectories(base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        try (Stream<Path> files = Files.list(home.resolve("standalone/configuration"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, configuration.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path settings = configuration.resolve("standalone.xml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("scan-interval=\"5000\"", "scan-interval=\"200\" deployment-timeout=\"60\""));
        port = Distribution.freePort();
        System.setProperty("jboss.home.dir", home.toString());
        System.setProperty("jboss.server.base.dir", base.toString());
        System.setProperty("jboss.bind.address", "127.0.0.1");
        System.setProperty("jboss.bind.address.management", "127.0.0.1");
        System.setProperty("jboss.http.port", Integer.toString(port));
        System.setProperty("jboss.https.port", Integer.toString(Distribution.freePort()));
        System.setProperty("jboss.management.http.port", Integer.toString(Distribution.freePort()));
        try {
            org.jboss.modules.Main.main(
                    new String[] {"-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"});
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
        // The scanner takes an app when the server is up, and not before.
        deploy("/nothing", Files.createTempDirectory("nothing"));
        undeploy("/nothing");
    }

    @Override
    public int deploy(String contextPath, Path app) throws Exception {
        String name = name(contextPath);
        Path target = base.resolve("deployments").resolve(name);
        if (Files.isDirectory(app)) {
            // The app may change its files later, and a link shows that.
            Files.createSymbolicLink(target, app);
        } else {
            Files.copy(app, target);
        }
        Files.createFile(marker(name, "dodeploy"));
        while (!Files.exists(marker(name, "deployed"))) {
            if (Files.exists(marker(name, "failed"))) {
                throw new IllegalStateException(Files.readString(marker(name, "failed")));
            }
            LockSupport.parkNanos(50_000_000);
        }
        return port;
    }

    @Override
    public void undeploy(String contextPath) throws Exception {
        String name = name(contextPath);
        if (Files.deleteIfExists(marker(name, "deployed"))) {
            while (!Files.exists(marker(name, "undeployed"))) {
                LockSupport.parkNanos(50_000_000);
            }
        }
        Files.deleteIfExists(base.resolve("deployments").resolve(name));
    }

    private Path marker(String name, String state) {
        return base.resolve("deployments").resolve(name + "." + state);
    }

    private static String name(String contextPath) {
        return contextPath.substring(1) + ".war";
    }
}

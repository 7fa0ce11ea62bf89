package dev.attune.it.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Runs Open Liberty in this JVM; an app is an element of its configuration, and a bean tells what became of it. */
final class Main implements Launcher {
    private static final String SERVER = "attune";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SETTINGS = """
            <server>
              <featureManager><feature>webProfile-10.0</feature></featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
              <config updateTrigger="mbean"/>
              <applicationMonitor updateTrigger="disabled" dropinsEnabled="false"/>
              <logging consoleLogLevel="INFO"/>
            %s
            </server>
            """;

    private final Map<String, Path> apps = new TreeMap<>();
    private final Path base;
    private final Path settings;
    private int port;

    private Main() throws IOException {
        base = Files.createTempDirectory("liberty");
        settings =
                Files.createDirectories(base.resolve("servers").resolve(SERVER)).resolve("server.xml");
    }

    public static void main(String[] arguments) throws Exception {
        OrderLoop.run(new Main());
    }

    /** By its own names at run time: the jar that has them is inside the distribution, which is no dependency to compile with. */
    @Override
    public void start() throws Exception {
        port = Distribution.freePort();
        write();
        Path home = Distribution.home();
        ClassLoader loader = new URLClassLoader(
                new URL[] {home.resolve("bin/tools/ws-server.jar").toUri().toURL()});
        // Where the JDK looks for the server's own registry of beans.
        Thread.currentThread().setContextClassLoader(loader);
        Object builder = loader.loadClass("com.ibm.wsspi.kernel.embeddable.ServerBuilder")
                .getConstructor()
                .newInstance();
        set(builder, "setName", String.class, SERVER);
        set(builder, "setInstallDir", File.class, home.toFile());
        set(builder, "setUserDir", File.class, base.toFile());
        Object server = builder.getClass().getMethod("build").invoke(builder);
        Future<?> started = (Future<?>) loader.loadClass("com.ibm.wsspi.kernel.embeddable.Server")
                .getMethod("start", String[].class)
                .invoke(server, (Object) new String[0]);
        Object result = started.get();
        Class<?> type = loader.loadClass("com.ibm.wsspi.kernel.embeddable.Server$Result");
        if (!(boolean) type.getMethod("successful").invoke(result)) {
            throw new IllegalStateException("Liberty did not start", (Exception)
                    type.getMethod("getException").invoke(result));
        }
    }

    private static <T> void set(Object builder, String setter, Class<T> type, T value)
            throws ReflectiveOperationException {
        builder.getClass().getMethod(setter, type).invoke(builder, value);
    }

    @Override
    public int deploy(String contextPath, Path app) throws Exception {
        apps.put(contextPath, app);
        apply();
        ObjectName bean = bean(contextPath);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!beans().isRegistered(bean) || !"STARTED".equals(beans().getAttribute(bean, "State"))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the app did not start");
            }
            LockSupport.parkNanos(50_000_000);
        }
        return port;
    }

    @Override
    public void undeploy(String contextPath) throws Exception {
        apps.remove(contextPath);
        apply();
        while (beans().isRegistered(bean(contextPath))) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static MBeanServer beans() {
        // Not before the server started: it brings its own.
        return ManagementFactory.getPlatformMBeanServer();
    }

    private static ObjectName bean(String contextPath) throws JMException {
        return new ObjectName(
                "WebSphere:service=com.ibm.websphere.application.ApplicationMBean,name=" + name(contextPath));
    }

    private static String name(String contextPath) {
        return contextPath.substring(1);
    }

    /** Has the server read its configuration again. */
    private void apply() throws IOException, JMException {
        write();
        beans().invoke(
                        new ObjectName("WebSphere:service=com.ibm.ws.kernel.filemonitor.FileNotificationMBean"),
                        "notifyFileChanges",
                        new Object[] {null, List.of(settings.toString()), null},
                        new String[] {"java.util.Collection", "java.util.Collection", "java.util.Collection"});
    }

    private void write() throws IOException {
        StringBuilder elements = new StringBuilder();
        apps.forEach((contextPath, app) -> elements.append(
                "  <webApplication id=\"%1$s\" name=\"%1$s\" contextRoot=\"/%1$s\" location=\"%2$s\"/>\n"
                        .formatted(name(contextPath), app)));
        Files.writeString(settings, SETTINGS.formatted(port, elements));
    }
}

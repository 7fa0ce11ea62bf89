package dev.attune.it.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Service;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Catalina;
import org.apache.catalina.startup.ContextConfig;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Runs TomEE: Tomcat with the configuration and the libraries that the distribution has. */
final class Main implements Launcher {
    private Catalina catalina;
    private final Map<String, Context> contexts = new HashMap<>();

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        OrderLoop.run(new Main());
    }

    @Override
    public void start() throws Exception {
        Path base = Files.createTempDirectory("tomee");
        for (String folder : new String[] {"conf", "lib", "logs", "temp", "webapps", "work"}) {
            Files.createDirectory(base.resolve(folder));
        }
        try (Stream<Path> files = Files.list(Distribution.home().resolve("conf"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, base.resolve("conf").resolve(file.getFileName()));
            }
        }
        Path settings = base.resolve("conf/server.xml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("port=\"8005\"", "port=\"-1\"")
                        .replace("port=\"8080\"", "port=\"0\" address=\"127.0.0.1\""));
        System.setProperty("catalina.home", base.toString());
        System.setProperty("catalina.base", base.toString());
        // Not before: it reads these properties when its classes are loaded.
        catalina = new Catalina();
        catalina.setParentClassLoader(Main.class.getClassLoader());
        catalina.start();
    }

    @Override
    public int deploy(String contextPath, Path app) throws IOException {
        Host host = (Host) engine().findChild(engine().getDefaultHost());
        StandardContext context = new StandardContext();
        context.setPath(contextPath);
        context.setName(contextPath);
        context.setDocBase(placed(app, host).toString());
        context.addLifecycleListener(new ContextConfig());
        // Only what the app brings along: scanning the container's own jars takes seconds.
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        contexts.put(contextPath, context);
        host.addChild(context);
        if (context.getState() != LifecycleState.STARTED) {
            throw new IllegalStateException("the app is " + context.getState());
        }
        return service().findConnectors()[0].getLocalPort();
    }

    /** A WAR file is unpacked, as on a server, only where Tomcat expects its apps. */
    private static Path placed(Path app, Host host) throws IOException {
        return Files.isDirectory(app)
                ? app
                : Files.copy(app, host.getAppBaseFile().toPath().resolve(app.getFileName()));
    }

    @Override
    public void undeploy(String contextPath) {
        Context context = contexts.remove(contextPath);
        if (context != null) {
            context.getParent().removeChild(context);
        }
    }

    private Service service() {
        return catalina.getServer().findServices()[0];
    }

    private Engine engine() {
        return service().getContainer();
    }
}

package dev.attune.it.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Runs Tomcat. */
final class Main implements Launcher {
    private final Tomcat tomcat = new Tomcat();
    private final Map<String, Context> contexts = new HashMap<>();

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        OrderLoop.run(new Main());
    }

    @Override
    public void start() throws Exception {
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        tomcat.start();
        // An app starts after it has its settings, not when the host gets it.
        ((StandardHost) tomcat.getHost()).setStartChildren(false);
    }

    @Override
    public int deploy(String contextPath, Path app) throws Exception {
        Context context = tomcat.addWebapp(contextPath, placed(app).toString());
        contexts.put(contextPath, context);
        StandardJarScanner scanner = (StandardJarScanner) context.getJarScanner();
        // Only what the app brings along: scanning the container's own jars takes seconds.
        scanner.setScanClassPath(false);
        if (Files.isDirectory(app)) {
            StandardJarScanFilter filter = (StandardJarScanFilter) scanner.getJarScanFilter();
            filter.setPluggabilitySkip(PlainLibraries.files());
            filter.setTldSkip(PlainLibraries.files());
        }
        return start(context);
    }

    private int start(Context context) throws LifecycleException {
        context.start();
        if (context.getState() != LifecycleState.STARTED) {
            throw new IllegalStateException("the app is " + context.getState());
        }
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public int embed(String contextPath, Path app) throws Exception {
        StandardContext context = new StandardContext();
        context.setName(contextPath);
        context.setPath(contextPath);
        context.setDocBase(app.toString());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        context.addServletContainerInitializer(new ByCode(WebXml.read(app.resolve("WEB-INF/web.xml"))), null);
        contexts.put(contextPath, context);
        tomcat.getHost().addChild(context);
        return start(context);
    }

    /** A WAR file is unpacked, as on a server, only where Tomcat expects its apps; else each class is inflated anew. */
    private Path placed(Path app) throws IOException {
        if (!Files.isRegularFile(app)) {
            return app;
        }
        Path home = Files.createDirectories(
                ((StandardHost) tomcat.getHost()).getAppBaseFile().toPath());
        return Files.copy(app, home.resolve(app.getFileName()));
    }

    @Override
    public void undeploy(String contextPath) {
        Context context = contexts.remove(contextPath);
        if (context != null) {
            tomcat.getHost().removeChild(context);
        }
    }
}

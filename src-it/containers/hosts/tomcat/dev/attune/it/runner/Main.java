package dev.attune.it.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Runs Tomcat. */
final class Main implements Host {
    private final Tomcat tomcat = new Tomcat();
    private final Map<String, Context> contexts = new HashMap<>();

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Runner.run(new Main());
    }

    @Override
    public void start() throws Exception {
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        tomcat.start();
    }

    @Override
    public int deploy(String contextPath, Path app) {
        Context context = tomcat.addWebapp(contextPath, app.toString());
        contexts.put(contextPath, context);
        // Only what the app brings along: scanning the container's own jars takes seconds.
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        if (context.getState() != LifecycleState.STARTED) {
            try {
                context.start();
            } catch (org.apache.catalina.LifecycleException e) {
                throw new IllegalStateException(e);
            }
        }
        if (context.getState() != LifecycleState.STARTED) {
            throw new IllegalStateException("the app is " + context.getState());
        }
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void undeploy(String contextPath) {
        Context context = contexts.remove(contextPath);
        if (context != null) {
            tomcat.getHost().removeChild(context);
        }
    }
}

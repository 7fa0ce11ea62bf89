package dev.attune.it.runner;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Runs Jetty with whichever of its Jakarta EE modules is on the class path. */
final class Main implements Host {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory());
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();
    private final Map<String, ContextHandler> deployed = new HashMap<>();
    private final Class<?> webAppContext;

    private Main() throws ClassNotFoundException {
        webAppContext = webAppContext();
    }

    public static void main(String[] arguments) throws Exception {
        Runner.run(new Main());
    }

    private static Class<?> webAppContext() throws ClassNotFoundException {
        try {
            return Class.forName("org.eclipse.jetty.ee10.webapp.WebAppContext");
        } catch (ClassNotFoundException e) {
            return Class.forName("org.eclipse.jetty.ee11.webapp.WebAppContext");
        }
    }

    @Override
    public void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(contexts);
        server.start();
    }

    @Override
    public int deploy(String contextPath, Path app) throws Exception {
        ContextHandler context =
                (ContextHandler) webAppContext.getDeclaredConstructor().newInstance();
        context.setContextPath(contextPath);
        webAppContext.getMethod("setWar", String.class).invoke(context, app.toString());
        webAppContext
                .getMethod("setThrowUnavailableOnStartupException", boolean.class)
                .invoke(context, true);
        contexts.addHandler(context);
        deployed.put(contextPath, context);
        context.start();
        return connector.getLocalPort();
    }

    @Override
    public void undeploy(String contextPath) throws Exception {
        ContextHandler context = deployed.remove(contextPath);
        if (context != null) {
            context.stop();
            contexts.removeHandler(context);
        }
    }
}

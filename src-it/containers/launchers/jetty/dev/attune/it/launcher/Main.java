package dev.attune.it.launcher;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Runs Jetty with whichever of its Jakarta EE modules is on the class path. */
final class Main implements Launcher {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory());
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();
    private final Map<String, ContextHandler> deployed = new HashMap<>();
    private final String module = module();

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        OrderLoop.run(new Main());
    }

    private static String module() {
        try {
            Class.forName("org.eclipse.jetty.ee10.webapp.WebAppContext");
            return "org.eclipse.jetty.ee10.";
        } catch (ClassNotFoundException e) {
            return "org.eclipse.jetty.ee11.";
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
        ContextHandler context = create("webapp.WebAppContext");
        call(context, "setWar", String.class, app.toString());
        call(context, "setThrowUnavailableOnStartupException", boolean.class, true);
        if (Files.isDirectory(app)) {
            context.setAttribute(
                    "org.eclipse.jetty.server.webapp.WebInfIncludeJarPattern", PlainLibraries.uriOfOthers());
        }
        return start(contextPath, context);
    }

    @Override
    public int embed(String contextPath, Path app) throws Exception {
        ContextHandler context = create("servlet.ServletContextHandler");
        context.setClassLoader(AppLoader.of(app));
        call(
                context,
                "addServletContainerInitializer",
                ServletContainerInitializer.class,
                new ByCode(WebXml.read(app.resolve("WEB-INF/web.xml"))));
        return start(contextPath, context);
    }

    private ContextHandler create(String type) throws ReflectiveOperationException {
        return Class.forName(module + type)
                .asSubclass(ContextHandler.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static <T> void call(ContextHandler context, String method, Class<? super T> type, T value)
            throws ReflectiveOperationException {
        context.getClass().getMethod(method, type).invoke(context, value);
    }

    private int start(String contextPath, ContextHandler context) throws Exception {
        context.setContextPath(contextPath);
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

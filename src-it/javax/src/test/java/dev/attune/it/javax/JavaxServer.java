package dev.attune.it.javax;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.webapp.WebAppContext;

/** A container that serves one exploded web app at {@code /shop}, on a port that it chooses itself. */
interface JavaxServer extends AutoCloseable {
    int port();

    @Override
    void close() throws IOException;

    /** The containers that the tests run on. */
    enum Kind {
        TOMCAT_9 {
            @Override
            JavaxServer start(Path webApp, Path scratch) throws IOException {
                return TomcatServer.start(webApp, scratch);
            }
        },
        JETTY_10 {
            @Override
            JavaxServer start(Path webApp, Path scratch) throws IOException {
                return JettyServer.start(webApp);
            }
        };

        abstract JavaxServer start(Path webApp, Path scratch) throws IOException;
    }

    /** Tomcat 9, embedded. */
    record TomcatServer(Tomcat tomcat) implements JavaxServer {
        static TomcatServer start(Path webApp, Path scratch) throws IOException {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(scratch.toString());
            tomcat.setPort(0);
            tomcat.getEngine().setParentClassLoader(Thread.currentThread().getContextClassLoader());
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            Context context = tomcat.addWebapp("/shop", webApp.toAbsolutePath().toString());
            try {
                tomcat.start();
            } catch (LifecycleException e) {
                throw new IOException(e);
            }
            if (context.getState() != LifecycleState.STARTED) {
                throw new IOException("the web app did not start");
            }
            return new TomcatServer(tomcat);
        }

        @Override
        public int port() {
            return tomcat.getConnector().getLocalPort();
        }

        @Override
        public void close() throws IOException {
            try {
                tomcat.stop();
                tomcat.destroy();
            } catch (LifecycleException e) {
                throw new IOException(e);
            }
        }
    }

    /** Jetty 10, embedded. */
    record JettyServer(Server server) implements JavaxServer {
        static JettyServer start(Path webApp) throws IOException {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            WebAppContext context = new WebAppContext(webApp.toAbsolutePath().toString(), "/shop");
            context.setThrowUnavailableOnStartupException(true);
            server.setHandler(context);
            try {
                server.start();
            } catch (Exception e) {
                throw new IOException(e);
            }
            return new JettyServer(server);
        }

        @Override
        public int port() {
            return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        }

        @Override
        public void close() throws IOException {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}

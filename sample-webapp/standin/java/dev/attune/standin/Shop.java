package dev.attune.standin;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** The sample shop on an embedded Tomcat, on a loopback port. The caller closes it. */
public final class Shop implements AutoCloseable {
    private final Tomcat tomcat;
    private final String explainKey;

    private Shop(Tomcat tomcat, String explainKey) {
        this.tomcat = tomcat;
        this.explainKey = explainKey;
    }

    /**
     * Starts it.
     *
     * @param webApp the unpacked WAR
     * @param work a folder that Tomcat may write to
     * @param port a loopback port, or 0 for any that is free
     * @param standIn where profiles come from and visitors are switched
     * @throws IllegalStateException if the web app does not start; Tomcat's log says why
     */
    public static Shop start(Path webApp, Path work, int port, SegmentStandIn standIn) throws LifecycleException {
        // For web.xml, which names it.
        System.setProperty("SEGMENT_PROFILE_TOKEN", SegmentStandIn.TOKEN);
        String explainKey = standIn.explainKey();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(work.toString());
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Connector connector = new Connector();
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        StandardContext context =
                (StandardContext) tomcat.addWebapp("", webApp.toAbsolutePath().toString());
        // Maven runs the demo in a class loader of its own.
        context.setParentClassLoader(Shop.class.getClassLoader());
        // They look for leaks across redeployments, which never happen here, and warn that the JVM forbids it.
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        Tomcat.addDefaultMimeTypeMappings(context);
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        context.addParameter("visitorsPage", standIn.controlPage().toString());
        context.getPipeline().addValve(new Gateway());
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                FilterDef filter = context.findFilterDef("attune");
                pointTo(standIn, filter);
                filter.addInitParameter("explainKey", explainKey);
            }
        });
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("The shop did not start; the reason stands above.");
        }
        return new Shop(tomcat, explainKey);
    }

    /** A real shop would have this in its own settings: where Segment is, its keys, and how the consent platform says yes. */
    private static void pointTo(SegmentStandIn standIn, FilterDef filter) {
        filter.addInitParameter("profilesUrl", standIn.apiUrl().toString());
        filter.addInitParameter("trackingUrl", standIn.apiUrl().toString());
        filter.addInitParameter("trackingWriteKey", SegmentStandIn.WRITE_KEY);
        filter.addInitParameter("analyticsWriteKey", SegmentStandIn.WRITE_KEY);
        filter.addInitParameter("analyticsCdnUrl", standIn.controlPage().toString());
        filter.addInitParameter("geo", "header:" + Gateway.COUNTRY_HEADER);
        filter.addInitParameter("consent", "header:" + Gateway.CONSENT_HEADER + "=yes");
        filter.addInitParameter("webhookUsername", SegmentStandIn.WEBHOOK_USERNAME);
        filter.addInitParameter("webhookPassword", SegmentStandIn.WEBHOOK_PASSWORD);
    }

    /** Returns the shop's address. */
    public URI url() {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");
    }

    /** Returns the key with which pages are explained and previews are made. */
    public String explainKey() {
        return explainKey;
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}

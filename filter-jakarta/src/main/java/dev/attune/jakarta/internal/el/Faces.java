package dev.attune.jakarta.internal.el;

import jakarta.faces.FacesException;
import jakarta.faces.FactoryFinder;
import jakarta.faces.application.ApplicationFactory;
import jakarta.servlet.ServletContext;

/**
 * The expressions of Jakarta Faces; apart, because nothing may load this class where there is none. A {@code faces-config.xml}
 * in the JAR would say the same, but in an app that has no Faces pages it would start Faces.
 */
final class Faces {
    private static final System.Logger LOG = System.getLogger(Faces.class.getPackageName());
    private static final String SERVLET = "jakarta.faces.webapp.FacesServlet";

    private Faces() {}

    static void addTo(ServletContext context) {
        boolean used = context.getServletRegistrations().values().stream()
                .anyMatch(servlet -> SERVLET.equals(servlet.getClassName()));
        if (!used) {
            return;
        }
        try {
            ApplicationFactory factory =
                    (ApplicationFactory) FactoryFinder.getFactory(FactoryFinder.APPLICATION_FACTORY);
            factory.getApplication().addELResolver(new ProfileResolver());
        } catch (FacesException | IllegalStateException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.WARNING, "Attune: Faces pages do not know '#{profile}': " + e.getMessage());
        }
    }
}

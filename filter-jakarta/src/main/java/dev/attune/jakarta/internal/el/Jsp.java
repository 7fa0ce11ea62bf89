package dev.attune.jakarta.internal.el;

import jakarta.servlet.ServletContext;
import jakarta.servlet.jsp.JspFactory;

/** JSP's expressions; apart, because nothing may load this class where there is no JSP. */
final class Jsp {
    private static final System.Logger LOG = System.getLogger(Jsp.class.getPackageName());

    private Jsp() {}

    static void addTo(ServletContext context) {
        JspFactory factory = JspFactory.getDefaultFactory();
        if (factory == null) {
            return;
        }
        try {
            factory.getJspApplicationContext(context).addELResolver(new ProfileResolver());
        } catch (IllegalStateException e) {
            // It takes none after a first page, where the container starts filters late.
            LOG.log(System.Logger.Level.WARNING, "Attune: JSP pages do not know '${profile}': " + e.getMessage());
        }
    }
}

package dev.attune.jakarta.internal.el;

import dev.attune.internal.store.ProfileStore;
import dev.attune.jakarta.internal.Plugin;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** Gives the profile to JSP and to Jakarta Faces, each where it is there. */
public final class ExpressionPlugin implements Plugin {
    private static final String DONE = "dev.attune.expressions";

    @Override
    public boolean isUsable() {
        return isThere("jakarta.el.ELResolver");
    }

    /** A second filter of the same app finds it done. */
    @Override
    public void start(ServletContext context, @Nullable ProfileStore store) {
        if (context.getAttribute(DONE) != null) {
            return;
        }
        context.setAttribute(DONE, true);
        if (isThere("jakarta.servlet.jsp.JspFactory")) {
            Jsp.addTo(context);
        }
        if (isThere("jakarta.faces.FactoryFinder")) {
            Faces.addTo(context);
        }
    }

    private static boolean isThere(String className) {
        try {
            Class.forName(className, false, ExpressionPlugin.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}

package dev.attune.jakarta.internal.start;

import dev.attune.internal.runtime.Version;
import java.lang.System.Logger.Level;
import java.util.Set;
import javax.servlet.ServletContainerInitializer;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import org.jspecify.annotations.Nullable;

/**
 * Says in one sentence that the server is of the other age and needs the other JAR. Only such a server finds this class, under
 * its own name for services. The build of the {@code javax} JAR turns this class into one for servers with
 * {@code jakarta.servlet}, so the sentence is put together from the names that it has then.
 */
public final class WrongServer implements ServletContainerInitializer {
    private static final System.Logger LOG = System.getLogger(WrongServer.class.getPackageName());

    private static final String SERVERS_AGE = age(ServletContext.class);
    private static final String OTHER_AGE = SERVERS_AGE.equals("javax") ? "jakarta" : "javax";

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) throws ServletException {
        ServletContainerInitializer converted = converted();
        if (converted != null) {
            converted.onStartup(none, context);
            return;
        }
        String sentence = "Attune: this JAR is attune-filter-" + OTHER_AGE + ", for servers with " + OTHER_AGE
                + ".servlet, but " + context.getServerInfo() + " has " + SERVERS_AGE + ".servlet; use attune-filter-"
                + SERVERS_AGE + "-" + Version.TEXT + "-all.jar instead";
        // Not every server writes down why an initializer failed.
        LOG.log(Level.ERROR, sentence);
        throw new ServletException(sentence);
    }

    /**
     * Returns what starts Attune, where it is of the server's age after all: Tomcat and tools convert apps from one age to
     * the other, and then both services have one name.
     */
    private static @Nullable ServletContainerInitializer converted() {
        try {
            Object start = new AutomaticStart();
            return start instanceof ServletContainerInitializer initializer ? initializer : null;
        } catch (NoClassDefFoundError e) {
            // It needs the types of its own age, which the server lacks.
            return null;
        }
    }

    private static String age(Class<?> servletType) {
        String name = servletType.getName();
        return name.substring(0, name.indexOf('.'));
    }
}

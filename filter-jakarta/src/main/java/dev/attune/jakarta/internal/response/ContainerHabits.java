package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * Where containers differ in what an app may do, as known by the name that each gives itself. A container that is not
 * known is taken for one that is as patient as Tomcat.
 *
 * @param charBuffer how many characters a writer keeps before it encodes them
 * @param forwardsAfresh whether a forward frees an uncommitted response from its stream or writer, unseen by wrappers
 * @param encodesPrints whether what a stream prints is in the response's charset, not in Latin-1
 * @param isDeafInIncludes whether the container's own response, which no wrapper of an include hides, takes no headers while
 *     an include lasts
 */
record ContainerHabits(int charBuffer, boolean forwardsAfresh, boolean encodesPrints, boolean isDeafInIncludes) {
    private static final ContainerHabits TOMCAT = new ContainerHabits(8192, false, false, false);
    private static final ContainerHabits UNKNOWN = new ContainerHabits(8192, false, false, true);
    private static final ContainerHabits JETTY = new ContainerHabits(0, true, true, false);
    private static final ContainerHabits UNDERTOW = new ContainerHabits(0, false, false, true);

    static ContainerHabits of(HttpServletRequest request) {
        String name =
                String.valueOf(request.getServletContext().getServerInfo()).toLowerCase(Locale.ROOT);
        if (name.startsWith("jetty")) {
            return JETTY;
        }
        if (name.startsWith("apache tomcat")) {
            return TOMCAT;
        }
        return name.startsWith("undertow") ? UNDERTOW : UNKNOWN;
    }
}

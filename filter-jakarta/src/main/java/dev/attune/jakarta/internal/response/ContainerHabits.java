package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Where containers differ in what an app may do, as known by the name that each gives itself. A container that is not
 * known is taken for one that is as patient as Tomcat.
 *
 * @param buffer the most bytes that a response keeps for which the app asked for no buffer. Tomcat's may have more: one that
 *     was enlarged goes on to the next request
 * @param charBuffer how many characters a writer keeps before it encodes them
 * @param commitsWhenFull whether the last byte that fits commits the response, not only the next
 * @param forwardsAfresh whether a forward frees an uncommitted response from its stream or writer, unseen by wrappers
 * @param encodesPrints whether what a stream prints is in the response's charset, not in Latin-1
 * @param isDeafInIncludes whether the container's own response, which no wrapper of an include hides, takes no headers while
 *     an include lasts
 */
record ContainerHabits(
        int buffer,
        int charBuffer,
        boolean commitsWhenFull,
        boolean forwardsAfresh,
        boolean encodesPrints,
        boolean isDeafInIncludes) {
    private static final ContainerHabits TOMCAT = new ContainerHabits(8192, 8192, false, false, false, false);
    private static final ContainerHabits UNKNOWN = new ContainerHabits(8192, 8192, false, false, false, true);
    private static final ContainerHabits JETTY = new ContainerHabits(Integer.MAX_VALUE, 0, true, true, true, false);
    private static final ContainerHabits UNDERTOW =
            new ContainerHabits(Integer.MAX_VALUE, 0, false, false, false, true);

    static ContainerHabits of(HttpServletRequest request) {
        String name = String.valueOf(request.getServletContext().getServerInfo());
        if (isA("jetty", name)) {
            return JETTY;
        }
        if (isA("apache tomcat", name)) {
            return TOMCAT;
        }
        return isA("undertow", name) ? UNDERTOW : UNKNOWN;
    }

    private static boolean isA(String server, String name) {
        return name.regionMatches(true, 0, server, 0, server.length());
    }
}

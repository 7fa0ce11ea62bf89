package dev.attune.jakarta.internal.response;

/**
 * Jetty's servlet of static files. It asks Jetty's own response, not a wrapper, whether the app has a writer, and then takes
 * the wrapper's stream.
 */
final class JettyFiles {
    private static final int NEAR = 24;
    private static final String JETTY = "org.eclipse.jetty.";
    private static final String ADAPTER = "ServletCoreResponse";

    private JettyFiles() {}

    /** Tells whether it is what calls now. */
    static boolean areAsking() {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(NEAR)
                        .map(StackWalker.StackFrame::getClassName)
                        .anyMatch(name -> name.startsWith(JETTY) && name.contains(ADAPTER)));
    }
}

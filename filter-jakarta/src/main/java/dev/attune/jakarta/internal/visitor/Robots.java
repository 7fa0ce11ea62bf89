package dev.attune.jakarta.internal.visitor;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Finds requests that no person sends. A robot that hides what it is cannot be found. */
public final class Robots {
    private static final RobotNames NAMES = RobotNames.read();

    /** Longer ones are cut: a header must not cost more than a page. */
    private static final int MOST_CHARACTERS = 512;

    private Robots() {}

    /** Returns whether the {@code User-Agent} names a robot. */
    public static boolean isRobot(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent != null && isRobot(agent);
    }

    /** Returns whether a {@code User-Agent} names a robot. */
    static boolean isRobot(String agent) {
        return NAMES.areIn(agent.length() <= MOST_CHARACTERS ? agent : agent.substring(0, MOST_CHARACTERS));
    }

    /** Returns whether the page may be one that its visitor never sees: a browser or a script asks ahead. */
    public static boolean isPrefetch(HttpServletRequest request) {
        return isBrowsersPrefetch(request) || isPrefetch(request.getHeader("X-Sec-Purpose"));
    }

    /**
     * Returns whether a browser asks ahead, which asks again where this fails: {@code Sec-Purpose: prefetch} (Fetch standard), and
     * what browsers sent before it. Turbo, which says {@code X-Sec-Purpose}, shows the failure.
     */
    public static boolean isBrowsersPrefetch(HttpServletRequest request) {
        return isPrefetch(request.getHeader("Sec-Purpose"))
                || isPrefetch(request.getHeader("Purpose"))
                || isPrefetch(request.getHeader("X-Moz"));
    }

    private static boolean isPrefetch(@Nullable String purpose) {
        return purpose != null && purpose.contains("prefetch");
    }
}

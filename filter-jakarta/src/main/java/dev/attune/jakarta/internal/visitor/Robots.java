package dev.attune.jakarta.internal.visitor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells requests that no person waits for. Robots that do not want to be known are not found, and need not be. */
public final class Robots {
    /** Words in the User-Agent of crawlers, link previews and monitors. A Cubot is a telephone. */
    private static final Pattern NAMES = Pattern.compile(
            "(?<!cu)bot\\b|crawl|spider|slurp|facebookexternalhit|preview|monitor|uptime|pingdom|lighthouse|kube-probe"
                    + "|healthcheck",
            Pattern.CASE_INSENSITIVE);

    /** Longer ones are cut: a header must not cost more than a page. */
    private static final int MOST_CHARACTERS = 512;

    private Robots() {}

    public static boolean isRobot(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent != null
                && NAMES.matcher(agent.length() <= MOST_CHARACTERS ? agent : agent.substring(0, MOST_CHARACTERS))
                        .find();
    }

    /** {@code Sec-Purpose: prefetch} (Fetch standard), and what browsers sent before it. */
    public static boolean isPrefetch(HttpServletRequest request) {
        return isPrefetch(request.getHeader("Sec-Purpose"))
                || isPrefetch(request.getHeader("Purpose"))
                || isPrefetch(request.getHeader("X-Moz"));
    }

    private static boolean isPrefetch(@Nullable String purpose) {
        return purpose != null && purpose.contains("prefetch");
    }
}

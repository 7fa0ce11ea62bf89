package dev.attune.internal.request;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of hosts, in lower case, without a port and without a dot at their end. */
final class HostName {
    private static final int MOST_CHARACTERS = 255;

    private HostName() {}

    /** Returns the host of a {@code Host} header's value, or null where it is none. */
    static @Nullable String of(@Nullable String authority) {
        if (authority == null) {
            return null;
        }
        int port = authority.startsWith("[") ? authority.indexOf(':', authority.indexOf(']')) : authority.indexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        boolean isHost = !host.isEmpty()
                && host.length() <= MOST_CHARACTERS
                && (port < 0 || isPort(authority, port + 1))
                && host.chars()
                        .allMatch(c -> isHostCharacter(c) || (authority.startsWith("[") && "[]:".indexOf(c) >= 0));
        return isHost ? host.toLowerCase(Locale.ROOT) : null;
    }

    /** Returns the host of an http or https URL, or null where there is none. */
    static @Nullable String ofUrl(@Nullable String url) {
        if (url == null || !(startsWith(url, "https://") || startsWith(url, "http://"))) {
            return null;
        }
        int start = url.indexOf("//") + 2;
        int end = start;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start, end);
        return of(authority.substring(authority.lastIndexOf('@') + 1));
    }

    private static boolean startsWith(String url, String scheme) {
        return url.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static boolean isPort(String authority, int start) {
        return authority.substring(start).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isHostCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._".indexOf(c) >= 0;
    }
}

package dev.attune.internal.consent;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of OneTrust's cookie {@code OptanonConsent}: parameters as of a query, of which {@code groups} lists the
 * groups of cookies, each with 1 for on and 0 for off: {@code groups=C0001%3A1%2CC0002%3A0}.
 */
final class OneTrustCookie {
    private static final String GROUPS = "groups=";

    private OneTrustCookie() {}

    /** Whether the value lists all of these groups, and all of them as on. */
    static boolean hasOn(String value, List<String> wanted) {
        String parameters = unwrapped(value);
        String groups = parameters == null || isAwaitingReconsent(parameters) ? null : groups(parameters);
        if (groups == null) {
            return false;
        }
        List<String> on = new ArrayList<>();
        for (String group : groups.split(",", -1)) {
            int colon = group.indexOf(':');
            if (colon > 0 && group.substring(colon).equals(":1")) {
                on.add(group.substring(0, colon));
            } else if (colon > 0 && wanted.contains(group.substring(0, colon))) {
                return false;
            }
        }
        return on.containsAll(wanted);
    }

    /**
     * Takes off what frameworks put around the value: quotes, and an encoding of the whole, after which no equals sign
     * and no ampersand is left. Parameters that were encoded before stay so. Null where it is no encoding.
     */
    private static @Nullable String unwrapped(String value) {
        String bare = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
        boolean isWhole = bare.indexOf('=') < 0 && bare.indexOf('&') < 0 && bare.contains("%26");
        if (!isWhole) {
            return bare;
        }
        try {
            return URLDecoder.decode(bare, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Whether the banner is about to ask again, because what the visitor agreed to has changed. */
    private static boolean isAwaitingReconsent(String parameters) {
        return Arrays.asList(parameters.split("&", -1)).contains("AwaitingReconsent=true");
    }

    /**
     * Returns the one list of groups, or null. Parameters are split before anything is decoded: another of them holds the
     * path of the first page visited, which the author of a link to it has chosen.
     */
    private static @Nullable String groups(String value) {
        String found = null;
        for (String parameter : value.split("&", -1)) {
            if (parameter.startsWith(GROUPS)) {
                if (found != null) {
                    return null;
                }
                found = parameter
                        .substring(GROUPS.length())
                        .replace("%3A", ":")
                        .replace("%3a", ":")
                        .replace("%2C", ",")
                        .replace("%2c", ",");
            }
        }
        return found;
    }
}

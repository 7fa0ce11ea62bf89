package dev.attune.internal.request;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which browser sent a request, on what: by the client hints {@code Sec-CH-UA-*}, else by {@code User-Agent}. */
final class UserAgent {
    private static final int MOST_CHARACTERS = 512;

    private static final Map<String, String> BRANDS = Map.of(
            "microsoft edge", "edge",
            "opera", "opera",
            "samsung internet", "samsung",
            "google chrome", "chrome",
            "chromium", "chrome");

    private static final Map<String, String> PLATFORMS = Map.of(
            "windows", "windows",
            "macos", "macos",
            "android", "android",
            "ios", "ios",
            "chrome os", "chromeos",
            "chromium os", "chromeos",
            "linux", "linux");

    /** Signs in a {@code User-Agent}; the first that is there counts, since later ones are also in earlier ones' texts. */
    private static final List<Sign> BROWSERS = List.of(
            new Sign("edge", "Edg/", "EdgA/", "EdgiOS/", "Edge/"),
            new Sign("opera", "OPR/", "OPiOS/", "Opera"),
            new Sign("samsung", "SamsungBrowser/"),
            new Sign("firefox", "Firefox/", "FxiOS/"),
            new Sign("chrome", "Chrome/", "CriOS/", "Chromium/"),
            new Sign("safari", "Safari/"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("windows", "Windows"),
            new Sign("ios", "iPhone", "iPad", "iPod"),
            new Sign("android", "Android"),
            new Sign("chromeos", "CrOS"),
            new Sign("macos", "Mac OS X", "Macintosh"),
            new Sign("linux", "Linux", "X11"));

    private UserAgent() {}

    /** Returns the {@code User-Agent}, or null where there is none; a long one is cut. */
    static @Nullable String text(RequestSource source) {
        String agent = source.header("User-Agent");
        return agent == null || agent.length() <= MOST_CHARACTERS ? agent : agent.substring(0, MOST_CHARACTERS);
    }

    /** Returns {@code mobile}, {@code tablet} or {@code desktop}, or null where it is not known. */
    static @Nullable String device(RequestSource source) {
        String mobile = source.header("Sec-CH-UA-Mobile");
        if ("?1".equals(mobile)) {
            return "mobile";
        }
        if ("?0".equals(mobile)) {
            String os = os(source);
            return "android".equals(os) || "ios".equals(os) ? "tablet" : "desktop";
        }
        String agent = text(source);
        String os = agent == null ? null : signed(agent, SYSTEMS);
        if (agent == null || os == null) {
            return null;
        }
        boolean isTablet = agent.contains("iPad")
                || agent.contains("Tablet")
                || (os.equals("android") && !agent.contains("Mobile"));
        if (isTablet) {
            return "tablet";
        }
        return os.equals("ios") || agent.contains("Mobile") ? "mobile" : "desktop";
    }

    /** Returns the browser's name in lower case, or null where it is none of the well-known ones. */
    static @Nullable String browser(RequestSource source) {
        String brands = source.header("Sec-CH-UA");
        if (brands != null && brands.length() <= MOST_CHARACTERS) {
            String found = null;
            for (String brand : quoted(brands)) {
                String known = BRANDS.get(brand.toLowerCase(Locale.ROOT));
                // All of these browsers are also a Chromium, and say so.
                found = known != null && (found == null || found.equals("chrome")) ? known : found;
            }
            if (found != null) {
                return found;
            }
        }
        String agent = text(source);
        return agent == null ? null : signed(agent, BROWSERS);
    }

    /** Returns the operating system's name in lower case, or null where it is none of the well-known ones. */
    static @Nullable String os(RequestSource source) {
        String platform = source.header("Sec-CH-UA-Platform");
        if (platform != null && platform.length() <= MOST_CHARACTERS) {
            for (String name : quoted(platform)) {
                String known = PLATFORMS.get(name.toLowerCase(Locale.ROOT));
                if (known != null) {
                    return known;
                }
            }
        }
        String agent = text(source);
        return agent == null ? null : signed(agent, SYSTEMS);
    }

    private static @Nullable String signed(String agent, List<Sign> signs) {
        for (Sign sign : signs) {
            if (sign.isIn(agent)) {
                return sign.name();
            }
        }
        return null;
    }

    /** Returns the strings of a structured field (RFC 9651) that hold no quote; versions among them do no harm. */
    private static List<String> quoted(String field) {
        String[] parts = field.split("\"", -1);
        return IntStream.range(0, parts.length)
                .filter(i -> i % 2 == 1)
                .mapToObj(i -> parts[i])
                .toList();
    }

    private record Sign(String name, List<String> words) {
        Sign(String name, String... words) {
            this(name, List.of(words));
        }

        boolean isIn(String agent) {
            for (String word : words) {
                if (agent.contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }
}

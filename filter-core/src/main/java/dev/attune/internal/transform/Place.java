package dev.attune.internal.transform;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a placeholder stands, which says what a value may be there and how it is written. */
enum Place {
    /** Text, or an attribute that a browser only shows or compares. */
    TEXT {
        @Override
        String encode(String value) {
            return value;
        }
    },
    /** One class among others: white space would make it several. */
    CLASS {
        @Override
        String encode(String value) {
            return WHITE_SPACE.matcher(value.strip()).replaceAll("-");
        }
    },
    /** Anywhere in a style attribute: a word, a number or a colour, none of which can end what it stands in. */
    STYLE {
        @Override
        @Nullable
        String encode(String value) {
            if (CSS_WORD.matcher(value).matches()) {
                return isDots(value) ? null : value;
            }
            CssColor color = CssColor.parse(value);
            return color == null ? null : color.hex();
        }
    },
    /** The start of a URL: the value is a URL, absolute or relative. */
    URL {
        @Override
        @Nullable
        String encode(String value) {
            String url = value.strip();
            return hasSafeScheme(url) ? percentEncode(url, URL_CHARACTERS) : null;
        }
    },
    /** The host of a URL, or a part of it. */
    URL_HOST {
        @Override
        @Nullable
        String encode(String value) {
            return URL_PART.encode(value);
        }
    },
    /** Inside a path segment, query or fragment, which the value cannot leave. */
    URL_PART {
        @Override
        @Nullable
        String encode(String value) {
            // A browser reads %2e as a dot, so dots that would lead out of a folder cannot be encoded.
            return isDots(value) ? null : percentEncode(value, "-._~");
        }
    };

    private static final Set<String> SAFE_SCHEMES = Set.of("http", "https", "mailto", "tel");
    private static final String URL_CHARACTERS = "-._~:/?#[]@!$&'()*+,;=%";
    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\n\\f\\r]+");
    private static final Pattern CSS_WORD = Pattern.compile("[A-Za-z0-9_.%#-]{1,64}");
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /** Returns the value as it may stand here, not yet escaped for HTML, or null where it may not stand here at all. */
    abstract @Nullable String encode(String value);

    /** Whether a value here decides which server a browser turns to. */
    boolean choosesOrigin() {
        return this == URL || this == URL_HOST;
    }

    static boolean isSafeScheme(String scheme) {
        return SAFE_SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a URL is relative or of a safe scheme. Browsers drop tabs and line ends from a scheme; here they are
     * percent-encoded afterwards, which leaves no scheme at all.
     */
    private static boolean hasSafeScheme(String url) {
        int end = indexOfDelimiter(url);
        return end < 0 || url.charAt(end) != ':' || isSafeScheme(url.substring(0, end));
    }

    /** Returns where a scheme would have ended, or -1: at the first of {@code : / ? #} and the backslash. */
    static int indexOfDelimiter(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (":/\\?#".indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isDots(String value) {
        return value.equals(".") || value.equals("..");
    }

    private static String percentEncode(String value, String asTheyAre) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isLetterOrDigit(b) || asTheyAre.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
            }
        }
        return out.toString();
    }

    private static boolean isLetterOrDigit(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
    }
}

package dev.attune.jakarta.internal.response;

import dev.attune.internal.runtime.Sha256;
import dev.attune.internal.runtime.Version;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of personalized responses, and the conditions that requests make of them (RFC 9110, section 13).
 *
 * <p>Our tag is the app's with a suffix inside the quotes: a hash of the app's validators and of the decision. A visitor who
 * sees another page sees another tag, and the app gets its own tag back by taking the suffix off.
 */
final class Validator {
    private static final String MARK = "~attune.";
    private static final Pattern SUFFIX = Pattern.compile("~attune\\.[A-Za-z0-9_-]{16}(?=\")");

    private Validator() {}

    /**
     * Returns the tag for one visitor's response.
     *
     * @param lastModified the app's, which no visitor sees: a date cannot tell one decision from another
     */
    static String tag(@Nullable String appTag, @Nullable String lastModified, String fingerprint) {
        // Rewriting the same page may give other bytes in another version.
        String suffix = MARK + hash(appTag + "\0" + lastModified + "\0" + fingerprint + "\0" + Version.TEXT);
        return appTag == null || !appTag.endsWith("\"")
                ? "W/\"" + suffix + "\""
                : appTag.substring(0, appTag.length() - 1) + suffix + "\"";
    }

    /** Returns a tag that no other response will ever have. */
    static String unmatched() {
        return "W/\"" + MARK + UUID.randomUUID() + "\"";
    }

    static boolean isOurs(String tags) {
        return tags.contains(MARK);
    }

    /** Returns a list of tags as the app wrote them. */
    static String withoutSuffix(String tags) {
        return isOurs(tags) ? SUFFIX.matcher(tags).replaceAll("") : tags;
    }

    /**
     * Tells whether a visitor's copy is still good, going by the request's conditions and the response's validators.
     *
     * <p>{@code If-None-Match: *} stands for any copy, even that of another visitor's page: for a personalized one it never holds.
     */
    static boolean isNotModified(
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            @Nullable String tag,
            @Nullable String lastModified,
            boolean personal) {
        if (ifNoneMatch != null) {
            return ifNoneMatch.trim().equals("*") ? !personal : tag != null && matches(ifNoneMatch, tag);
        }
        if (ifModifiedSince == null || lastModified == null) {
            return false;
        }
        Instant since = date(ifModifiedSince);
        Instant modified = date(lastModified);
        return since != null && modified != null && !modified.isAfter(since);
    }

    /** Weak comparison with each tag of a list (RFC 9110, section 8.8.3.2). A quoted tag may hold commas. */
    private static boolean matches(String tags, String tag) {
        String opaque = opaque(tag);
        int at = tags.indexOf(opaque);
        while (at >= 0) {
            int end = at + opaque.length();
            boolean starts = at == 0 || ", /\t".indexOf(tags.charAt(at - 1)) >= 0;
            boolean ends = end == tags.length() || ", \t".indexOf(tags.charAt(end)) >= 0;
            if (starts && ends) {
                return true;
            }
            at = tags.indexOf(opaque, at + 1);
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static @Nullable Instant date(String httpDate) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate, Instant::from);
        } catch (DateTimeException e) {
            // RFC 9110, section 13.1.3: a condition that is no date is no condition.
            return null;
        }
    }

    private static String hash(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(text), 12));
    }
}

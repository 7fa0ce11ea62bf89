package dev.attune.jakarta.internal.response;

import dev.attune.jakarta.internal.csp.ContentPolicy;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whether a response is a page that may be rewritten at all, for any visitor.
 *
 * @param refusal why not, or null
 * @param charset the page's, or null where only the document can tell
 */
record Eligibility(@Nullable Outcome refusal, @Nullable Charset charset) {
    /** That of most pages. */
    private static final Eligibility UTF_8 = new Eligibility(null, StandardCharsets.UTF_8);

    private static final Eligibility COMMITTED = new Eligibility(Outcome.COMMITTED, null);

    /** Stands for the status in {@link #isUpsetBy}. */
    static final String STATUS = ":status";

    /** Tells whether a header that came after the first bytes asks for another decision about the page. */
    static boolean isUpsetBy(String name, HttpServletResponse response) {
        if (ContentPolicy.isHeader(name)) {
            return true;
        }
        boolean counts = name.equals(STATUS)
                || name.equalsIgnoreCase("Content-Type")
                || name.equalsIgnoreCase("Content-Encoding")
                || name.equalsIgnoreCase("Content-Disposition");
        return counts && of(response, null).refusal != null;
    }

    /** @param writing what the app's writer encodes to, or null where it writes bytes */
    static Eligibility of(HttpServletResponse response, @Nullable Charset writing) {
        if (response.isCommitted()) {
            return COMMITTED;
        }
        String type = response.getContentType();
        Outcome refusal = refusal(response, type);
        if (refusal != null || type == null) {
            return new Eligibility(refusal, null);
        }
        String label = ContentType.label(type);
        Charset charset = writing == null ? ContentType.ofLabel(label) : writing;
        if (charset != null && !isFollowed(charset)) {
            return new Eligibility(Outcome.UNKNOWN_CHARSET, charset);
        }
        // Browsers act as if a label that they do not know were not there.
        boolean isDeclared = writing != null || ContentType.isKnownToBrowsers(label);
        return isDeclared && StandardCharsets.UTF_8.equals(charset)
                ? UTF_8
                : new Eligibility(null, isDeclared ? charset : null);
    }

    private static @Nullable Outcome refusal(HttpServletResponse response, @Nullable String type) {
        int status = response.getStatus();
        if (status < 200 || (status >= 204 && status <= 206) || status == 304) {
            return Outcome.STATUS;
        }
        if (type == null) {
            return Outcome.NO_CONTENT_TYPE;
        }
        if (!ContentType.isHtml(type)) {
            return Outcome.NOT_HTML;
        }
        String encoding = response.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Outcome.ENCODED;
        }
        String disposition = response.getHeader("Content-Disposition");
        if (disposition != null && disposition.trim().regionMatches(true, 0, "attachment", 0, 10)) {
            return Outcome.ATTACHMENT;
        }
        return CachePolicy.forbidsTransform(response) ? Outcome.NO_TRANSFORM : null;
    }

    /** Tells whether markup has the bytes of ASCII, or can be given them. */
    private static boolean isFollowed(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8)
                || Utf16.is(charset)
                || (charset.canEncode() && "<a>".getBytes(charset).length == 3);
    }
}

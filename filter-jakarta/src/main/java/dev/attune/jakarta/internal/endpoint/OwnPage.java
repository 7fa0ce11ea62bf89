package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.runtime.Sha256;
import dev.attune.internal.transform.HtmlEscape;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A page of Attune's own, for the people who run the site: one document without anything from elsewhere, which no cache keeps,
 * no frame shows and no search engine finds. Used by one thread.
 */
public final class OwnPage {
    private static final String STYLE = resource("page.css");

    /** Nothing but the style that stands in the page, and forms that lead back here. */
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + Sha256.base64(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final StringBuilder html = new StringBuilder(4096);
    private String policy = POLICY;

    private OwnPage() {}

    /** Begins a page. */
    public static OwnPage titled(String title) {
        return new OwnPage()
                .html("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .text(title)
                .html(" – Attune</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .html("<meta name=\"robots\" content=\"noindex\"><style>")
                .html(STYLE)
                .html("</style></head><body>\n");
    }

    /** Adds markup, which must hold nothing that a visitor or a profile says. */
    public OwnPage html(String markup) {
        html.append(markup);
        return this;
    }

    /** Adds any text, also in a quoted attribute value. */
    public OwnPage text(String text) {
        HtmlEscape.append(text, html);
        return this;
    }

    /** Adds a field of a form, with its label. */
    public OwnPage input(String label, String name, String value, String hint) {
        html("<label>")
                .text(label)
                .html("<input name=\"" + name + "\" value=\"")
                .text(value);
        return html("\" placeholder=\"").text(hint).html("\" autocomplete=\"off\"></label>");
    }

    /** Adds the page's only script: one of Attune's own, which the page's policy allows by its hash. */
    public OwnPage script(String script) {
        policy = POLICY + "; script-src 'sha256-" + Sha256.base64(script) + "'";
        return html("<script>").html(script).html("</script>");
    }

    /** Answers a request with the page. */
    public void send(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        html("\n</body></html>\n");
        byte[] bytes = html.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        forNobodyElse(response);
        response.setHeader("Content-Security-Policy", policy);
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
        response.flushBuffer();
    }

    /** Sets the headers of an answer that is for one pair of eyes. */
    public static void forNobodyElse(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Returns the text of a file that lies beside this class. */
    public static String resource(String name) {
        try (InputStream resource = OwnPage.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is not on the class path beside " + OwnPage.class);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.attune.it.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The app's pages: a consent section with the script of the documents, and what makes its end observable. */
final class Pages {
    static final String CONSENT = scripts("README.md").get(0);

    /** The calls of one name are replayed in their order, so this one comes after the page's own. */
    private static final String DONE = "analytics.ready(function () { document.documentElement.lang = 'done'; });";

    static final String IS_DONE = "document.documentElement.lang";
    static final String CONSENT_DISPLAY = "window.getComputedStyle(document.getElementById('consent-section')).display";

    private Pages() {}

    /** Returns the scripts that a document shows. */
    static List<String> scripts(String document) {
        try {
            return Pattern.compile("^```js\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                    .matcher(Files.readString(Path.of("..").resolve(document)))
                    .results()
                    .map(script -> script.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String shop(String head) {
        return page("<script>" + head + "</script>", "<script>" + CONSENT + DONE + "</script>");
    }

    /** The same with all scripts in files, {@code /snippet.js} and {@code /consent.js}. */
    static String shopWithoutInlineScript(Shop shop) {
        shop.script("/snippet.js", shop.snippet());
        shop.script("/consent.js", CONSENT + DONE);
        return page("<script src=\"/snippet.js\"></script>", "<script src=\"/consent.js\"></script>");
    }

    /** The same with a nonce on each of the app's scripts. */
    static String shopWithNonce(Shop shop, String nonce) {
        String script = "<script nonce=\"" + nonce + "\">";
        return page(script + shop.snippet() + "</script>", script + CONSENT + DONE + "</script>");
    }

    static String page(String head, String end) {
        return """
                <!DOCTYPE html>
                <html><head><meta charset="utf-8"><title>Shop of Zoë</title>
                <style>body { background: url(paper.png) #fafafa; color: #333; margin: 0 }</style>
                %s
                </head><body><h1>Shop of Zoë</h1>
                <section id="consent-section"
                    style="position:absolute;left:100px;top:200px;width:200px;height:100px;background:#00ff00"></section>
                %s
                </body></html>
                """.formatted(head, end);
    }
}

package dev.attune.html;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what stands in a document type declaration behind its keyword. */
final class DoctypeParser {
    private final String text;
    private int at;
    private @Nullable String name;
    private @Nullable String publicId;
    private @Nullable String systemId;

    DoctypeParser(String text) {
        this.text = text;
        skipSpace();
        int start = at;
        while (at < text.length() && !Ascii.isSpace(text.charAt(at))) {
            at++;
        }
        name = at > start ? Ascii.lower(text.substring(start, at)).replace('\0', '\uFFFD') : null;
        skipSpace();
        if (keyword("public")) {
            publicId = quoted();
            systemId = publicId == null ? null : quoted();
        } else if (keyword("system")) {
            systemId = quoted();
        }
    }

    Doctype doctype() {
        return new Doctype(name, publicId, systemId);
    }

    /**
     * Whether it puts browsers into quirks mode, as far as the usual old declarations go.
     *
     * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode">HTML, initial mode</a>
     */
    boolean isQuirky() {
        if (!"html".equals(name)) {
            return true;
        }
        if (publicId == null) {
            return false;
        }
        String id = publicId.toLowerCase(Locale.ROOT);
        if (id.startsWith("-//w3c//dtd html 4.01 frameset//")
                || id.startsWith("-//w3c//dtd html 4.01 transitional//")) {
            return systemId == null;
        }
        return id.equals("html")
                || id.equals("-/w3c/dtd html 4.0 transitional/en")
                || id.startsWith("-//ietf//dtd html")
                || id.startsWith("-//netscape comm. corp.//")
                || id.startsWith("-//microsoft//dtd internet explorer")
                || id.startsWith("-//w3c//dtd html 3")
                || id.startsWith("-//w3c//dtd html 4.0 ")
                || id.startsWith("-//w3c//dtd html experimental");
    }

    private boolean keyword(String word) {
        if (!text.regionMatches(true, at, word, 0, word.length())) {
            return false;
        }
        at += word.length();
        return true;
    }

    private @Nullable String quoted() {
        skipSpace();
        if (at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
            return null;
        }
        int end = text.indexOf(text.charAt(at), at + 1);
        String value = text.substring(at + 1, end < 0 ? text.length() : end).replace('\0', '\uFFFD');
        at = end < 0 ? text.length() : end + 1;
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && Ascii.isSpace(text.charAt(at))) {
            at++;
        }
    }
}

package dev.attune.html;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands in a document type declaration behind its keyword.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#doctype-state">HTML, DOCTYPE states</a>
 */
final class DoctypeParser {
    private static final Set<String> QUIRKY =
            Set.of("-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html");

    private static final String QUIRKY_SYSTEM = "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd";

    private static final List<String> QUIRKY_BEGINNINGS = List.of(
            "+//silmaril//dtd html pro v0r11 19970101//",
            "-//as//dtd html 3.0 aswedit + extensions//",
            "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
            "-//ietf//dtd html 2.0 level 1//",
            "-//ietf//dtd html 2.0 level 2//",
            "-//ietf//dtd html 2.0 strict level 1//",
            "-//ietf//dtd html 2.0 strict level 2//",
            "-//ietf//dtd html 2.0 strict//",
            "-//ietf//dtd html 2.0//",
            "-//ietf//dtd html 2.1e//",
            "-//ietf//dtd html 3.0//",
            "-//ietf//dtd html 3.2 final//",
            "-//ietf//dtd html 3.2//",
            "-//ietf//dtd html 3//",
            "-//ietf//dtd html level 0//",
            "-//ietf//dtd html level 1//",
            "-//ietf//dtd html level 2//",
            "-//ietf//dtd html level 3//",
            "-//ietf//dtd html strict level 0//",
            "-//ietf//dtd html strict level 1//",
            "-//ietf//dtd html strict level 2//",
            "-//ietf//dtd html strict level 3//",
            "-//ietf//dtd html strict//",
            "-//ietf//dtd html//",
            "-//metrius//dtd metrius presentational//",
            "-//microsoft//dtd internet explorer 2.0 html strict//",
            "-//microsoft//dtd internet explorer 2.0 html//",
            "-//microsoft//dtd internet explorer 2.0 tables//",
            "-//microsoft//dtd internet explorer 3.0 html strict//",
            "-//microsoft//dtd internet explorer 3.0 html//",
            "-//microsoft//dtd internet explorer 3.0 tables//",
            "-//netscape comm. corp.//dtd html//",
            "-//netscape comm. corp.//dtd strict html//",
            "-//o'reilly and associates//dtd html 2.0//",
            "-//o'reilly and associates//dtd html extended 1.0//",
            "-//o'reilly and associates//dtd html extended relaxed 1.0//",
            "-//sq//dtd html 2.0 hotmetal + extensions//",
            "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
            "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
            "-//spyglass//dtd html 2.0 extended//",
            "-//sun microsystems corp.//dtd hotjava html//",
            "-//sun microsystems corp.//dtd hotjava strict html//",
            "-//w3c//dtd html 3 1995-03-24//",
            "-//w3c//dtd html 3.2 draft//",
            "-//w3c//dtd html 3.2 final//",
            "-//w3c//dtd html 3.2//",
            "-//w3c//dtd html 3.2s draft//",
            "-//w3c//dtd html 4.0 frameset//",
            "-//w3c//dtd html 4.0 transitional//",
            "-//w3c//dtd html experimental 19960712//",
            "-//w3c//dtd html experimental 970421//",
            "-//w3c//dtd w3 html//",
            "-//w3o//dtd w3 html 3.0//",
            "-//webtechs//dtd mozilla html 2.0//",
            "-//webtechs//dtd mozilla html//");

    /** Quirky only where no system identifier stands beside it. */
    private static final List<String> QUIRKY_ALONE =
            List.of("-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//");

    private final String text;
    private int at;
    private @Nullable String name;
    private @Nullable String publicId;
    private @Nullable String systemId;

    /** The standard calls it force-quirks: the declaration breaks off, or goes on as none does. */
    private boolean broken;

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
            broken |= publicId == null;
            skipSpace();
            if (publicId != null && !isAtEnd()) {
                systemId = quoted();
                broken |= systemId == null;
            }
        } else if (keyword("system")) {
            systemId = quoted();
            broken |= systemId == null;
        } else {
            broken |= name == null || !isAtEnd();
        }
    }

    Doctype doctype() {
        return new Doctype(name, publicId, systemId);
    }

    /**
     * Whether it puts browsers into quirks mode.
     *
     * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode">HTML, initial mode</a>
     */
    boolean isQuirky() {
        if (broken || !"html".equals(name) || QUIRKY_SYSTEM.equals(systemId == null ? null : Ascii.lower(systemId))) {
            return true;
        }
        if (publicId == null) {
            return false;
        }
        String id = Ascii.lower(publicId);
        return QUIRKY.contains(id)
                || QUIRKY_BEGINNINGS.stream().anyMatch(id::startsWith)
                || (systemId == null && QUIRKY_ALONE.stream().anyMatch(id::startsWith));
    }

    private boolean isAtEnd() {
        return at >= text.length();
    }

    private boolean keyword(String word) {
        int end = at + word.length();
        if (end > text.length() || !Ascii.lower(text.substring(at, end)).equals(word)) {
            return false;
        }
        at = end;
        return true;
    }

    private @Nullable String quoted() {
        skipSpace();
        if (isAtEnd() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
            return null;
        }
        int end = text.indexOf(text.charAt(at), at + 1);
        broken |= end < 0;
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

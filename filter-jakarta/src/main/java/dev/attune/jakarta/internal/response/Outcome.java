package dev.attune.jakarta.internal.response;

/** What became of a response behind the wrapper: rewritten, or why not. */
public enum Outcome {
    REWRITTEN("pages that were rewritten"),
    /** The page's decision asks for no change: this visitor gets the app's own bytes. */
    NOTHING_TO_DO("pages in which nothing was to be changed for this visitor"),
    /** The visitor's copy is still good: Attune answers 304, without a body. */
    NOT_MODIFIED("pages of which the browser has the right copy (304)"),
    NOT_HTML("answers of another content type"),
    /**
     * Declared as HTML, but no document: a part of a page that a script asked for, or text. Nothing that goes into each
     * document goes into it, and no edit could meet it.
     */
    FRAGMENT("answers of HTML that are no document, such as table rows for a script"),
    /** An AMP page, which is not valid any more once a script is added. */
    AMP("AMP pages"),
    /** The app did not say what the body is, and guessing is the browser's business. */
    NO_CONTENT_TYPE("answers without a content type"),
    /** 1xx, 204, 205, 206 or 304: no body, or a part of one. */
    STATUS("answers whose status allows no whole page, such as 204 and 206"),
    /** A {@code Content-Encoding}: these bytes are not HTML yet. */
    ENCODED("answers that the app had compressed"),
    /** {@code Content-Disposition: attachment}: a download, not a page. */
    ATTACHMENT("downloads"),
    /** {@code Cache-Control: no-transform} (RFC 9111, section 5.2.2.6): the app opts out. */
    NO_TRANSFORM("answers that forbid changes (no-transform)"),
    /** The declared charset is unknown to this JVM, or one whose markup is not ASCII, such as UTF-32. */
    UNKNOWN_CHARSET("pages in a charset that Attune does not read"),
    /** It begins in an include, in which the container takes no headers: shared caches could keep it. */
    INCLUDED("pages that begin in an include, where the container takes no headers"),
    /** The headers were sent before the first byte came. */
    COMMITTED("answers whose headers had been sent before the first byte came"),
    /** No byte was written. */
    EMPTY("answers without a body"),
    /** {@code sendError}: the page, if any, comes in a dispatch of its own. */
    ERROR("errors, whose page comes in a dispatch of its own"),
    REDIRECT("redirects"),
    /** {@code CONNECT} or a WebSocket handshake: the app gets the container's own objects. */
    UPGRADE("connections that became something else, such as a WebSocket");

    private final String meaning;

    Outcome(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what its counter counts, for people. */
    public String meaning() {
        return meaning;
    }
}

package dev.attune.jakarta.internal.response;

/** What became of a response behind the wrapper: rewritten, or why not. */
public enum Outcome {
    REWRITTEN,
    /** The page's decision asks for no change: this visitor gets the app's own bytes. */
    NOTHING_TO_DO,
    /** The visitor's copy is still good: a 304 of ours, without a body. */
    NOT_MODIFIED,
    NOT_HTML,
    /**
     * Declared as HTML, but no document: a part of a page that a script asked for, or text. Nothing that goes into each
     * document goes into it, and no edit could meet it.
     */
    FRAGMENT,
    /** An AMP page, which is not valid any more once a script is added. */
    AMP,
    /** The app did not say what the body is, and guessing is the browser's business. */
    NO_CONTENT_TYPE,
    /** 1xx, 204, 205, 206 or 304: no body, or a part of one. */
    STATUS,
    /** A {@code Content-Encoding}: these bytes are not HTML yet. */
    ENCODED,
    /** {@code Content-Disposition: attachment}: a download, not a page. */
    ATTACHMENT,
    /** {@code Cache-Control: no-transform} (RFC 9111, section 5.2.2.6): the app opts out. */
    NO_TRANSFORM,
    /** The declared charset is unknown to this JVM, or one whose markup is not ASCII, such as UTF-32. */
    UNKNOWN_CHARSET,
    /** The headers were sent before the first byte came. */
    COMMITTED,
    /** No byte was written. */
    EMPTY,
    /** {@code sendError}: the page, if any, comes in a dispatch of its own. */
    ERROR,
    REDIRECT,
    /** {@code CONNECT} or a WebSocket handshake: the app gets the container's own objects. */
    UPGRADE
}

package dev.attune.internal.transform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page's background and a text colour that is readable on it.
 *
 * <p>Both are written from numbers or from our own table of names, never from the profile's text, and without alpha:
 * what lies below a page is white, so that the contrast is the one that was reckoned.
 *
 * @param background a CSS colour
 * @param text black or white, whichever has the higher contrast; that is never below 4.58:1, and WCAG asks for 4.5:1
 */
record PageColor(String background, String text) {
    private static final CssColor BLACK = new CssColor(0, 0, 0);
    private static final CssColor WHITE = new CssColor(255, 255, 255);

    /** Returns the page colour, or null where the text is no colour. */
    static @Nullable PageColor of(String css) {
        CssColor background = CssColor.parse(css);
        if (background == null) {
            return null;
        }
        boolean dark = background.contrastTo(WHITE) > background.contrastTo(BLACK);
        String name = css.strip().toLowerCase(Locale.ROOT);
        return new PageColor(NamedColors.find(name) == null ? background.hex() : name, dark ? "#ffffff" : "#000000");
    }

    /**
     * Returns a style element. It says {@code !important}, for it stands before the app's own style sheets, where it goes
     * out with the first bytes of the page; and {@code background}, not {@code background-color}, for a picture above the
     * colour would make the text colour wrong. The root is coloured too: with a background of its own it would leave the
     * colour to the body's box.
     */
    String element(@Nullable String nonce) {
        StringBuilder style = new StringBuilder(224).append("<style");
        HtmlEscape.appendNonce(nonce, style);
        style.append(">:root{");
        appendVariables(style);
        style.append("}:root,body{");
        appendDeclarations(style);
        return style.append("}</style>").toString();
    }

    /** Returns a style attribute; ours first, for what follows a comment left open in the app's would be lost. */
    String attribute(@Nullable String existing) {
        StringBuilder style = new StringBuilder(160);
        appendVariables(style);
        style.append(';');
        appendDeclarations(style);
        if (existing != null && !existing.isBlank()) {
            style.append(';').append(existing);
        }
        return style.toString();
    }

    private void appendVariables(StringBuilder out) {
        out.append("--attune-page-color:")
                .append(background)
                .append(";--attune-page-text:")
                .append(text);
    }

    private void appendDeclarations(StringBuilder out) {
        out.append("background:")
                .append(background)
                .append("!important;color:")
                .append(text)
                .append("!important");
    }
}

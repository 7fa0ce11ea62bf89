package dev.attune.internal.transform;

import org.jspecify.annotations.Nullable;

/** Escapes for HTML text and quoted attribute values alike. */
public final class HtmlEscape {
    private HtmlEscape() {}

    /** Appends a text so that it stands for itself, wherever text or a quoted attribute value may stand. */
    public static void append(String text, StringBuilder out) {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            String reference = reference(text.charAt(i));
            if (reference != null) {
                out.append(text, written, i).append(reference);
                written = i + 1;
            }
        }
        out.append(text, written, text.length());
    }

    /** Appends the attribute {@code nonce} with a space before it; nothing for null. */
    static void appendNonce(@Nullable String nonce, StringBuilder out) {
        if (nonce != null) {
            out.append(" nonce=\"");
            append(nonce, out);
            out.append('"');
        }
    }

    private static @Nullable String reference(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }
}

package dev.attune.internal.config;

import dev.attune.internal.text.Label;
import dev.attune.internal.text.NearestName;
import java.util.Arrays;

/**
 * One way to tell who the visitor is.
 *
 * @param kind where to look
 * @param name the session attribute's or header's name; empty for the other kinds
 */
public record IdentitySource(Kind kind, String name) {
    /** Where an id may come from, named as in the setting. */
    public enum Kind {
        PRINCIPAL,
        SESSION,
        HEADER,
        SIGNED_COOKIE,
        COOKIE
    }

    static IdentitySource parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String name = colon < 0 ? "" : text.substring(colon + 1).strip();
        return switch (kind) {
            case "principal" -> withoutName(Kind.PRINCIPAL, colon, text);
            case "signed-cookie" -> withoutName(Kind.SIGNED_COOKIE, colon, text);
            case "cookie" -> withoutName(Kind.COOKIE, colon, text);
            case "session" -> named(Kind.SESSION, name, text);
            case "header" -> named(Kind.HEADER, ValueTypes.token(name), text);
            default -> throw new IllegalArgumentException("'" + text + "'" + hint(kind));
        };
    }

    private static String hint(String kind) {
        String nearest =
                NearestName.to(kind, Arrays.stream(Kind.values()).map(Label::of).toList());
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    private static IdentitySource withoutName(Kind kind, int colon, String text) {
        if (colon >= 0) {
            throw new IllegalArgumentException("'" + text + "' takes no name");
        }
        return new IdentitySource(kind, "");
    }

    private static IdentitySource named(Kind kind, String name, String text) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' lacks a name after the colon");
        }
        return new IdentitySource(kind, name);
    }

    /** Returns the source as the setting names it, such as {@code session:user}. */
    @Override
    public String toString() {
        String written = Label.of(kind);
        return name.isEmpty() ? written : written + ":" + name;
    }
}

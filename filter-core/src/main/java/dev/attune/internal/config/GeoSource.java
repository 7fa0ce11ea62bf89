package dev.attune.internal.config;

import dev.attune.internal.text.Label;
import dev.attune.internal.text.NearestName;
import java.util.Arrays;

/**
 * Who tells where visitors are.
 *
 * @param kind who it is
 * @param name the header's name, or the database's file; else {@code ""}
 */
public record GeoSource(Kind kind, String name) {
    static final String EXPECTED =
            "one of none, cloudflare, cloudfront, vercel, akamai, appengine, fastly:HEADER, header:NAME and"
                    + " maxmind:FILE";

    /** Who tells, named as in the setting. */
    public enum Kind {
        NONE,
        CLOUDFLARE,
        CLOUDFRONT,
        VERCEL,
        AKAMAI,
        APPENGINE,
        FASTLY,
        HEADER,
        MAXMIND
    }

    static GeoSource parse(String text) {
        int colon = text.indexOf(':');
        String label = colon < 0 ? text : text.substring(0, colon);
        String name = colon < 0 ? "" : text.substring(colon + 1).strip();
        Kind kind = Arrays.stream(Kind.values())
                .filter(known -> Label.of(known).equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "'" + hint(label)));
        boolean isNamed = kind.compareTo(Kind.FASTLY) >= 0;
        if (isNamed && name.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' lacks a name after the colon");
        }
        if (!isNamed && colon >= 0) {
            throw new IllegalArgumentException("'" + text + "' takes no name");
        }
        return new GeoSource(kind, kind == Kind.FASTLY || kind == Kind.HEADER ? ValueTypes.token(name) : name);
    }

    private static String hint(String label) {
        String nearest = NearestName.to(
                label, Arrays.stream(Kind.values()).map(Label::of).toList());
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    /** Returns the source as the setting names it, such as {@code header:X-Country}. */
    @Override
    public String toString() {
        return name.isEmpty() ? Label.of(kind) : Label.of(kind) + ":" + name;
    }
}

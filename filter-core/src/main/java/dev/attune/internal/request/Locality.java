package dev.attune.internal.request;

import dev.attune.decision.RequestAttribute.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a {@link Geo} says, and adds what follows from the country. */
final class Locality {
    private static final int MOST_CHARACTERS = 200;
    private static final Pattern DEGREES = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{1,20})?");

    private Locality() {}

    static @Nullable Object value(Kind kind, Geo geo, RequestSource source) {
        return switch (kind) {
            case COUNTRY -> country(geo, source);
            case EU -> {
                String country = country(geo, source);
                yield country == null ? null : Countries.isInUnion(country);
            }
            case CONTINENT -> {
                String said = Countries.continent(text(kind, geo, source));
                String country = said == null ? country(geo, source) : null;
                yield country == null ? said : Countries.continentOf(country);
            }
            case LATITUDE -> degrees(text(kind, geo, source), 90);
            case LONGITUDE -> degrees(text(kind, geo, source), 180);
            default -> text(kind, geo, source);
        };
    }

    private static @Nullable String country(Geo geo, RequestSource source) {
        return Countries.country(text(Kind.COUNTRY, geo, source));
    }

    private static @Nullable String text(Kind kind, Geo geo, RequestSource source) {
        String said = geo.text(kind, source);
        if (said == null || said.length() > MOST_CHARACTERS) {
            return null;
        }
        String text = HeaderText.decoded(said).strip();
        return text.isEmpty() || hasControl(text) ? null : text;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Double degrees(@Nullable String text, int most) {
        if (text == null || !DEGREES.matcher(text).matches()) {
            return null;
        }
        double degrees = Double.parseDouble(text);
        return Math.abs(degrees) <= most ? degrees : null;
    }
}

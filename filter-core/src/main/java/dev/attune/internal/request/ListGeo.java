package dev.attune.internal.request;

import dev.attune.decision.RequestAttribute.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network that names all things in one header, such as {@code country_code=DE,city=BERLIN}.
 *
 * @param names the name of each kind in the header
 */
record ListGeo(String header, Map<Kind, String> names) implements Geo {
    private static final int MOST_CHARACTERS = 2_048;

    /** Akamai EdgeScape. */
    static final ListGeo AKAMAI = new ListGeo(
            "X-Akamai-Edgescape",
            Map.of(
                    Kind.COUNTRY, "country_code",
                    Kind.CONTINENT, "continent",
                    Kind.REGION, "region_code",
                    Kind.CITY, "city",
                    Kind.POSTAL_CODE, "zip",
                    Kind.LATITUDE, "lat",
                    Kind.LONGITUDE, "long",
                    Kind.TIMEZONE, "timezone"));

    /** Fastly sends no header by itself: a line of VCL makes this one, with the names of {@code client.geo.*}. */
    static ListGeo fastly(String header) {
        return new ListGeo(
                header,
                Map.of(
                        Kind.COUNTRY, "country_code",
                        Kind.CONTINENT, "continent_code",
                        Kind.REGION, "region",
                        Kind.CITY, "city",
                        Kind.POSTAL_CODE, "postal_code",
                        Kind.LATITUDE, "latitude",
                        Kind.LONGITUDE, "longitude"));
    }

    @Override
    public @Nullable String text(Kind kind, RequestSource source) {
        String list = source.header(header);
        String name = names.get(kind);
        if (list == null || name == null || list.length() > MOST_CHARACTERS) {
            return null;
        }
        if (list.indexOf('=') < 0) {
            return kind == Kind.COUNTRY ? list : null;
        }
        for (String item : list.split("[,;]", -1)) {
            int equals = item.indexOf('=');
            if (equals > 0 && item.substring(0, equals).strip().equals(name)) {
                String value = item.substring(equals + 1).strip();
                // EdgeScape lists all postal codes of a place, as ranges: the first stands for it.
                return kind == Kind.POSTAL_CODE ? value.split("[+-]", 2)[0] : value;
            }
        }
        return null;
    }
}

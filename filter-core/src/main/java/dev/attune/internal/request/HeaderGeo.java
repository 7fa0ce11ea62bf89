package dev.attune.internal.request;

import dev.attune.decision.RequestAttribute.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network that names each thing in a header of its own.
 *
 * @param headers the header of each kind
 */
record HeaderGeo(Map<Kind, String> headers) implements Geo {
    /** Cloudflare: IP geolocation, and the managed transform "Add visitor location headers". */
    static final HeaderGeo CLOUDFLARE = new HeaderGeo(Map.of(
            Kind.COUNTRY, "CF-IPCountry",
            Kind.CONTINENT, "CF-IPContinent",
            Kind.REGION, "CF-Region-Code",
            Kind.CITY, "CF-IPCity",
            Kind.POSTAL_CODE, "CF-Postal-Code",
            Kind.LATITUDE, "CF-IPLatitude",
            Kind.LONGITUDE, "CF-IPLongitude",
            Kind.TIMEZONE, "CF-Timezone"));

    /** Amazon CloudFront: the viewer location headers of an origin request policy. */
    static final HeaderGeo CLOUDFRONT = new HeaderGeo(Map.of(
            Kind.COUNTRY, "CloudFront-Viewer-Country",
            Kind.REGION, "CloudFront-Viewer-Country-Region",
            Kind.CITY, "CloudFront-Viewer-City",
            Kind.POSTAL_CODE, "CloudFront-Viewer-Postal-Code",
            Kind.LATITUDE, "CloudFront-Viewer-Latitude",
            Kind.LONGITUDE, "CloudFront-Viewer-Longitude",
            Kind.TIMEZONE, "CloudFront-Viewer-Time-Zone"));

    static final HeaderGeo VERCEL = new HeaderGeo(Map.of(
            Kind.COUNTRY, "X-Vercel-IP-Country",
            Kind.CONTINENT, "X-Vercel-IP-Continent",
            Kind.REGION, "X-Vercel-IP-Country-Region",
            Kind.CITY, "X-Vercel-IP-City",
            Kind.POSTAL_CODE, "X-Vercel-IP-Postal-Code",
            Kind.LATITUDE, "X-Vercel-IP-Latitude",
            Kind.LONGITUDE, "X-Vercel-IP-Longitude",
            Kind.TIMEZONE, "X-Vercel-IP-Timezone"));

    /** Google App Engine, where one header holds both degrees. */
    static final HeaderGeo APPENGINE = new HeaderGeo(Map.of(
            Kind.COUNTRY, "X-AppEngine-Country",
            Kind.REGION, "X-AppEngine-Region",
            Kind.CITY, "X-AppEngine-City",
            Kind.LATITUDE, "X-AppEngine-CityLatLong",
            Kind.LONGITUDE, "X-AppEngine-CityLatLong"));

    /** A header that holds the country only. */
    static HeaderGeo ofCountry(String header) {
        return new HeaderGeo(Map.of(Kind.COUNTRY, header));
    }

    @Override
    public @Nullable String text(Kind kind, RequestSource source) {
        String header = headers.get(kind);
        String said = header == null ? null : source.header(header);
        if (header == null || said == null || said.equals("?")) {
            return null;
        }
        if (!header.endsWith("LatLong")) {
            return said;
        }
        String[] degrees = said.split(",", -1);
        return degrees.length == 2 ? degrees[kind == Kind.LATITUDE ? 0 : 1] : null;
    }
}

package dev.attune.internal.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.RequestAttribute;
import dev.attune.internal.config.GeoSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoTest {
    private static final List<RequestAttribute.Kind> PLACES = Arrays.stream(RequestAttribute.Kind.values())
            .filter(RequestAttribute.Kind::isPlace)
            .toList();

    /** Returns what is known of a place, by name. */
    private static Map<String, Object> place(Geo geo, RequestSource source) {
        ObservedRequest said = new RequestReader(geo, ZoneOffset.UTC, agent -> false).read(source, ranges -> null);
        Map<String, Object> place = new LinkedHashMap<>();
        for (RequestAttribute.Kind kind : PLACES) {
            Object value = said.value(new RequestAttribute(kind, ""));
            if (value != null) {
                place.put(kind.label(), value);
            }
        }
        return place;
    }

    private static Map<String, Object> place(GeoSource.Kind kind, String name, String... headers) {
        return place(GeoStart.of(new GeoSource(kind, name)), SentRequest.with(headers));
    }

    private static final Map<String, Object> MUNICH = Map.of(
            "country", "DE",
            "continent", "EU",
            "eu", true,
            "region", "BY",
            "city", "München",
            "postal_code", "80331",
            "latitude", 48.1374,
            "longitude", 11.5755,
            "timezone", "Europe/Berlin");

    @Test
    void cloudflareSendsRawUtf8() {
        assertEquals(
                MUNICH,
                place(
                        GeoSource.Kind.CLOUDFLARE,
                        "",
                        "CF-IPCountry",
                        "DE",
                        "cf-ipcontinent",
                        "EU",
                        "cf-region",
                        "Bavaria",
                        "cf-region-code",
                        "BY",
                        "cf-ipcity",
                        "M\u00c3\u00bcnchen",
                        "cf-postal-code",
                        "80331",
                        "cf-iplatitude",
                        "48.13740",
                        "cf-iplongitude",
                        "11.57550",
                        "cf-timezone",
                        "Europe/Berlin"));
    }

    @Test
    void cloudFrontNamesNoContinentAndItFollowsFromTheCountry() {
        assertEquals(
                MUNICH,
                place(
                        GeoSource.Kind.CLOUDFRONT,
                        "",
                        "CloudFront-Viewer-Country",
                        "DE",
                        "CloudFront-Viewer-Country-Region",
                        "BY",
                        "CloudFront-Viewer-City",
                        "M%C3%BCnchen",
                        "CloudFront-Viewer-Postal-Code",
                        "80331",
                        "CloudFront-Viewer-Latitude",
                        "48.13740",
                        "CloudFront-Viewer-Longitude",
                        "11.57550",
                        "CloudFront-Viewer-Time-Zone",
                        "Europe/Berlin"));
    }

    @Test
    void vercelEncodesTheCity() {
        assertEquals(
                MUNICH,
                place(
                        GeoSource.Kind.VERCEL,
                        "",
                        "x-vercel-ip-country",
                        "DE",
                        "x-vercel-ip-continent",
                        "EU",
                        "x-vercel-ip-country-region",
                        "BY",
                        "x-vercel-ip-city",
                        "M%C3%BCnchen",
                        "x-vercel-ip-postal-code",
                        "80331",
                        "x-vercel-ip-latitude",
                        "48.1374",
                        "x-vercel-ip-longitude",
                        "11.5755",
                        "x-vercel-ip-timezone",
                        "Europe/Berlin"));
    }

    @Test
    void appEnginePutsBothDegreesIntoOneHeader() {
        assertEquals(
                Map.of(
                        "country",
                        "US",
                        "continent",
                        "NA",
                        "eu",
                        false,
                        "region",
                        "ca",
                        "city",
                        "mountain view",
                        "latitude",
                        37.386051,
                        "longitude",
                        -122.083851),
                place(
                        GeoSource.Kind.APPENGINE,
                        "",
                        "X-Appengine-Country",
                        "US",
                        "X-Appengine-Region",
                        "ca",
                        "X-Appengine-City",
                        "mountain view",
                        "X-Appengine-CityLatLong",
                        "37.386051,-122.083851"));
        assertEquals(
                Map.of(), place(GeoSource.Kind.APPENGINE, "", "X-Appengine-Country", "ZZ", "X-Appengine-City", "?"));
    }

    @Test
    void akamaiPutsAllIntoOneHeader() {
        assertEquals(
                Map.of(
                        "country",
                        "US",
                        "continent",
                        "NA",
                        "eu",
                        false,
                        "region",
                        "MA",
                        "city",
                        "CAMBRIDGE",
                        "postal_code",
                        "02138",
                        "latitude",
                        42.3933,
                        "longitude",
                        -71.1333,
                        "timezone",
                        "EST"),
                place(
                        GeoSource.Kind.AKAMAI,
                        "",
                        "X-Akamai-Edgescape",
                        "georegion=263,country_code=US,region_code=MA,city=CAMBRIDGE,dma=506,pmsa=1120,areacode=617,"
                                + "county=MIDDLESEX,fips=25017,lat=42.3933,long=-71.1333,timezone=EST,zip=02138-02142+02238,"
                                + "continent=NA,throughput=vhigh,asnum=21399"));
    }

    @Test
    void fastlySendsWhatTheSiteHasNamed() {
        assertEquals(
                Map.of("country", "DE", "continent", "EU", "eu", true, "city", "munich", "latitude", 48.1),
                place(
                        GeoSource.Kind.FASTLY,
                        "X-Geo",
                        "X-Geo",
                        "country_code=DE; continent_code=EU; city=munich; latitude=48.1"));
        assertEquals(
                Map.of("country", "DE", "continent", "EU", "eu", true),
                place(GeoSource.Kind.FASTLY, "X-Geo", "X-Geo", "DE"));
    }

    @Test
    void aHeaderMayNameTheCountryOnly() {
        assertEquals(
                Map.of("country", "CH", "continent", "EU", "eu", false),
                place(GeoSource.Kind.HEADER, "X-Country", "X-Country", "ch"));
    }

    @Test
    void noHeaderIsBelievedThatTheSettingDoesNotName() {
        String[] forged = {"CF-IPCountry", "DE", "X-Vercel-IP-Country", "DE", "X-Country", "DE"};
        assertEquals(Map.of(), place(GeoSource.Kind.NONE, "", forged));
        assertEquals(Map.of(), place(GeoSource.Kind.CLOUDFRONT, "", forged));
        assertEquals(Map.of(), place(GeoSource.Kind.HEADER, "X-Land", forged));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"XX,-", "T1,-", "ZZ,-", "'',-", "D,-", "DEU,-", "<script>,-", "gf,GF"})
    void whatIsNoCountryIsMissing(String said, @Nullable String expected) {
        assertEquals(
                expected,
                place(GeoSource.Kind.HEADER, "X-Country", "X-Country", said).get("country"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"91,-", "NaN,-", "1e3,-", "Infinity,-", "-90,-90.0", "+1.5,1.5", "' 1',1.0"})
    void whatIsNoLatitudeIsMissing(String said, @Nullable Double expected) {
        assertEquals(
                expected,
                place(GeoSource.Kind.VERCEL, "", "X-Vercel-IP-Latitude", said).get("latitude"));
    }

    @Test
    void aRegionOfTheUnionWithACodeOfItsOwnIsInTheUnion() {
        assertEquals(
                Map.of("country", "RE", "continent", "AF", "eu", true),
                place(GeoSource.Kind.HEADER, "X-Country", "X-Country", "RE"));
        assertEquals(
                false,
                place(GeoSource.Kind.HEADER, "X-Country", "X-Country", "GB").get("eu"));
    }

    @Test
    void aDatabaseTellsThePlaceOfAnAddress(@TempDir Path folder) throws Exception {
        Map<String, Object> munich = Map.of(
                "country", Map.of("iso_code", "DE"),
                "continent", Map.of("code", "EU"),
                "subdivisions", List.of(Map.of("iso_code", "BY"), Map.of("iso_code", "M")),
                "city", Map.of("names", Map.of("en", "München")),
                "postal", Map.of("code", "80331"),
                "location", Map.of("latitude", 48.1374, "longitude", 11.5755, "time_zone", "Europe/Berlin"));
        Path file = Files.write(folder.resolve("city.mmdb"), MadeDatabase.of(Map.of("81.2.69.0/24", munich)));
        Geo geo = GeoStart.of(new GeoSource(GeoSource.Kind.MAXMIND, file.toString()));

        assertEquals(MUNICH, place(geo, SentRequest.with("client", "81.2.69.160")));
        assertEquals(Map.of(), place(geo, SentRequest.with("client", "81.2.70.1")));
        for (String none :
                new String[] {"", "localhost", "1.2.3.4.5", "999.1.1.1", "fe80::1%eth0", "2001:db8::1", ":"}) {
            assertEquals(Map.of(), place(geo, SentRequest.with("client", none)), none);
        }
        assertEquals(Map.of(), place(geo, SentRequest.with()));
    }

    @Test
    void aFileThatIsNoDatabaseStopsTheStart(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("no.mmdb"), "no database");
        GeoSource source = new GeoSource(GeoSource.Kind.MAXMIND, file.toString());
        String message = assertThrows(IllegalArgumentException.class, () -> GeoStart.of(source))
                .getMessage();
        assertTrue(String.valueOf(message).contains("no.mmdb' cannot be read"), message);
    }
}

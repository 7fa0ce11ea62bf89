package dev.attune.internal.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.attune.decision.Personalization;
import dev.attune.decision.RequestAttribute;
import dev.attune.internal.decision.RulesAccess;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
    private static final RequestReader READER =
            new RequestReader(HeaderGeo.CLOUDFLARE, ZoneId.of("Europe/Berlin"), agent -> agent.contains("bot"));

    private static ObservedRequest read(RequestSource source) {
        return READER.read(source, ranges -> ranges.isEmpty() ? null : ranges.get(0));
    }

    private static @Nullable Object value(String name, RequestSource source) {
        return read(source).value(RequestAttribute.parse("request." + name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "ref=a&ref=b | query.ref | a",
                "q=gr%C3%BCn+tee | query.q | grün tee",
                "gr%C3%BCn=1 | query.grün | 1",
                "flag | query.flag | ''",
                "a=b=c | query.a | b=c",
                "ref=%zz | query.ref | -",
                "ref=%FF | query.ref | -",
                "ref=%e2%82 | query.ref | -",
                "REF=a | query.ref | -",
                "&&=x&ref=1 | query.ref | 1",
                "utm_source=news&utm_medium=mail | utm_medium | mail",
                "a.b=1 | query.a.b | 1",
                "- | query.ref | -"
            })
    void aQueryIsReadAsFormsWriteIt(@Nullable String query, String name, @Nullable String expected) {
        assertEquals(expected, value(name, SentRequest.with().asking(query)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "de-AT,de;q=0.9,en;q=0.8 | de-AT,de,en",
                "en;q=0.1, fr ; q=0.9 | fr,en",
                "*, de;q=0.5 | de",
                "de;q=0, en | en",
                "de;q=2, en;q=x, fr;q=0.5 | fr",
                "d€, <script>, en | en",
                "en;q=0.1, de, en;q=0.9 | de,en",
                "en;q=0.1, de;q=0.5, en;q=0.9 | en,de",
                "a;Q = 0.5, b;q=1., c;q=0.1234, d;q=, e;q, f;q=0.7;x, g;q=1.001, h;q=.5, i;q=0.6 | b,i,a",
                "en-, -en, en--us, e1, en-u1-x, abcdefghi, abcdefgh-12345678, de-123456789 | en-u1-x,abcdefgh-12345678",
                "',,de,;q=1, ,' | de",
                "'' | -",
                "- | -"
            })
    void languagesStandInTheOrderOfTheVisitorsWish(@Nullable String header, @Nullable String expected) {
        SentRequest sent = header == null ? SentRequest.with() : SentRequest.with("Accept-Language", header);
        assertEquals(expected == null ? null : List.of(expected.split(",")), value("languages", sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "de-AT, en | de",
                "DE-ch | de",
                "pt-PT, pt-BR;q=0.9 | pt-br",
                "zh-Hant-TW-x-a | zh-Hant",
                "fr | -",
                "fr, de;q=0.1 | de",
                "d | -"
            })
    void theLanguageIsThatOfARuleByTheLookUpOfRfc4647(String header, @Nullable String expected) {
        Personalization site = Personalization.builder()
                .rules("{\"variations\": [{\"route\": \"/\", \"when\": {\"request.language\": {\"$in\": [\"de\","
                        + " \"pt-br\"]}}, \"serve\": \"/a\"}, {\"route\": \"/b\", \"when\": {\"$not\":"
                        + " {\"request.language\": \"zh-Hant\"}}, \"serve\": \"/c\"}]}")
                .build();
        assertEquals(
                expected,
                READER.read(
                                SentRequest.with("Accept-Language", header),
                                ranges -> RulesAccess.get().language(site, ranges))
                        .value(RequestAttribute.parse("request.language")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0"
                        + " Safari/537.36 | desktop | chrome | windows",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0"
                        + " Safari/537.36 Edg/150.0.0.0 | desktop | edge | windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/18.0 Mobile/15E148 Safari/604.1 | mobile | safari | ios",
                "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120"
                        + " Mobile/15E148 Safari/604.1 | tablet | chrome | ios",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0"
                        + " Safari/605.1.15 | desktop | safari | macos",
                "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0 | mobile | firefox | android",
                "Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/24.0"
                        + " Chrome/117.0.0.0 Safari/537.36 | tablet | samsung | android",
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
                        + " Safari/537.36 OPR/110 | desktop | opera | chromeos",
                "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0 | desktop | firefox | linux",
                "curl/8.5.0 | - | - | -",
                "'' | - | - | -"
            })
    void aUserAgentTellsDeviceBrowserAndSystem(
            String agent, @Nullable String device, @Nullable String browser, @Nullable String os) {
        SentRequest sent = SentRequest.with("User-Agent", agent);
        assertEquals(device, value("device", sent));
        assertEquals(browser, value("browser", sent));
        assertEquals(os, value("os", sent));
    }

    @Test
    void clientHintsComeBeforeTheUserAgent() {
        SentRequest sent = SentRequest.with(
                "Sec-CH-UA", "\"Chromium\";v=\"150\", \"Not;A=Brand\";v=\"8\", \"Microsoft Edge\";v=\"150\"",
                "Sec-CH-UA-Mobile", "?0",
                "Sec-CH-UA-Platform", "\"Android\"",
                "User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0");
        assertEquals("edge", value("browser", sent));
        assertEquals("tablet", value("device", sent));
        assertEquals("android", value("os", sent));
        assertEquals("mobile", value("device", SentRequest.with("Sec-CH-UA-Mobile", "?1")));
        assertEquals("firefox", value("browser", SentRequest.with("Sec-CH-UA", "\"", "User-Agent", "Firefox/1")));
    }

    @Test
    void timeIsThatOfTheZone() {
        SentRequest sent = SentRequest.with().at("2026-12-31T23:30:00Z");
        assertEquals(0L, value("hour", sent));
        assertEquals("2027-01-01", value("date", sent));
        assertEquals("friday", value("weekday", sent));
        assertNull(value("hour", SentRequest.with()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "https://www.Example.COM:8443/a?b | www.example.com",
                "http://user:pw@evil.test@example.org/ | example.org",
                "https://example.com\\@evil.test/ | example.com",
                "https://[::1]:80/ | [::1]",
                "android-app://com.app/ | -",
                "https:///path | -",
                "nonsense | -"
            })
    void theReferrersHostIsThatOfItsUrl(String referrer, @Nullable String expected) {
        assertEquals(expected, value("referrer_host", SentRequest.with("Referer", referrer)));
    }

    @Test
    void hostHeaderCookieAndRobotAreThere() {
        SentRequest sent = SentRequest.with(
                "Host", "Shop.Example:8080", "X-Team", "red", "Cookie beta", "yes", "User-Agent", "a bot");
        assertEquals("shop.example", value("host", sent));
        assertEquals("red", value("header.X-Team", sent));
        assertEquals("yes", value("cookie.beta", sent));
        assertEquals(true, value("robot", sent));
        assertEquals(false, value("robot", SentRequest.with()));
        assertNull(value("host", SentRequest.with("Host", "a b<script>")));
    }

    @Test
    void varyNamesTheHeadersThatWereReadAndNoOthers() {
        ObservedRequest said = read(SentRequest.with("Accept-Language", "de"));
        assertEquals("", said.vary());
        said.value(RequestAttribute.parse("request.path"));
        assertEquals("", said.vary());
        said.value(RequestAttribute.parse("request.language"));
        said.value(RequestAttribute.parse("request.country"));
        said.value(RequestAttribute.parse("request.cookie.beta"));
        said.value(RequestAttribute.parse("request.header.cf-ipcountry"));
        assertEquals("Accept-Language, CF-IPCountry, Cookie", said.vary());
    }

    @Test
    void hostileInputIsMissingAndNeverThrows() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String noise = noise(random);
            SentRequest sent = SentRequest.with(
                            "Accept-Language", noise,
                            "Sec-CH-UA", noise,
                            "Sec-CH-UA-Mobile", noise,
                            "Sec-CH-UA-Platform", noise,
                            "User-Agent", noise,
                            "Referer", "https://" + noise,
                            "Host", noise,
                            "CF-IPCountry", noise,
                            "CF-IPCity", noise,
                            "CF-IPLatitude", noise,
                            "client", noise)
                    .asking(noise);
            ObservedRequest said = read(sent);
            for (RequestAttribute.Kind kind : RequestAttribute.Kind.values()) {
                try {
                    said.value(new RequestAttribute(kind, kind.isNamed() ? "a" : ""));
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed + ", " + kind + " of " + noise, e);
                }
            }
        }
    }

    private static String noise(Random random) {
        String signs = "abDE-,;=.\"\\%:/@[]?&{}q01 \u00e9\u0130\u0000\n";
        StringBuilder noise = new StringBuilder();
        for (int length = random.nextInt(40); length > 0; length--) {
            noise.append(signs.charAt(random.nextInt(signs.length())));
        }
        return noise.toString();
    }
}

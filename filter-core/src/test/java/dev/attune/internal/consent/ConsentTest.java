package dev.attune.internal.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {
    /** As OneTrust's banner script writes it. */
    private static final String OPTANON =
            "isGpcEnabled=0&datestamp=Mon+Mar+02+2026+10%3A12%3A13+GMT%2B0100&version=202405.1.0"
                    + "&browserGpcFlag=0&isIABGlobal=false&hosts=&consentId=5e9c3c6e-6a5b-4a5e-9a53-9a2f27b0e3b1&interactionCount=1"
                    + "&landingPath=NotLandingPage&groups=C0001%3A1%2CC0002%3A0%2CC0003%3A1%2CC0004%3A0&geolocation=DE%3BBE"
                    + "&AwaitingReconsent=false";

    private static Consent consent(String setting) {
        return new Consent(Configuration.of(Map.of("consent", setting)).get(Settings.CONSENT));
    }

    /** A request of lines such as {@code Cookie: a=b} or {@code Sec-GPC: 1}; of cookies one a line. */
    private static Signals request(String... lines) {
        return new Signals() {
            @Override
            public List<String> headers(String name) {
                return after(name + ": ");
            }

            @Override
            public List<String> cookies(String name) {
                return after("Cookie: " + name + "=");
            }

            private List<String> after(String start) {
                return Arrays.stream(lines)
                        .filter(line -> line.startsWith(start))
                        .map(line -> line.substring(start.length()))
                        .toList();
            }
        };
    }

    @Test
    void whereNobodyAsksEverybodyConsents() {
        assertTrue(new Consent(List.of()).isGivenIn(request("Sec-GPC: 1")));
    }

    @ParameterizedTest
    @CsvSource({
        "C0001,true",
        "C0003,true",
        "C0001+C0003,true",
        "C0002,false",
        "C0003+C0004,false",
        "C0005,false",
        "C000,false",
        "c0003,false"
    })
    void asksOneTrustForEachGroup(String groups, boolean given) {
        assertEquals(given, consent("onetrust:" + groups).isGivenIn(request("Cookie: OptanonConsent=" + OPTANON)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "groups",
                "groups=",
                "groups=C0003",
                "groups=C0003%3A",
                "groups=C0003%3A0",
                "groups=C0003%3A11",
                "groups=C0003%3Atrue",
                "groups=XC0003%3A1",
                "groups=C0003%3A1%2CC0003%3A0",
                "groups=C0003%3A0%2CC0003%3A1",
                "groups=C0003%3A1&groups=C0003%3A0",
                "groups=C0003%3A1&groups=C0003%3A1",
                "xgroups=C0003%3A1",
                "landingPath=https%3A%2F%2Fshop%2F%3Fa%26groups%3DC0003%3A1",
                "groups%3DC0003%3A1",
                "groups=C0003%253A1"
            })
    void aOneTrustCookieThatDoesNotSaySoPlainlyIsNoConsent(String value) {
        assertFalse(consent("onetrust:C0003").isGivenIn(request("Cookie: OptanonConsent=" + value)), value);
    }

    @Test
    void aOneTrustCookieMayBeWrittenWithoutPercents() {
        assertTrue(consent("onetrust:C0003").isGivenIn(request("Cookie: OptanonConsent=groups=C0001:1,C0003:1")));
        assertTrue(consent("onetrust:C0003").isGivenIn(request("Cookie: OptanonConsent=groups=C0001%3a1%2cC0003%3a1")));
    }

    @Test
    void asksATransparencyStringForPurposesAndVendors() {
        String string =
                TransparencyStrings.allowing(1, 3, 4).vendorField(800, 755).text();
        for (String cookie : List.of("euconsent-v2", "eupubconsent-v2")) {
            Signals request = request("Cookie: " + cookie + "=" + string);
            assertTrue(consent("tcf:1+3+4").isGivenIn(request));
            assertTrue(consent("tcf:1+3:755").isGivenIn(request));
            assertFalse(consent("tcf:1+2").isGivenIn(request));
            assertFalse(consent("tcf:1:755+756").isGivenIn(request));
            assertFalse(consent("tcf@other:1").isGivenIn(request));
        }
        assertTrue(consent("tcf@my-cmp:1+3+4").isGivenIn(request("Cookie: my-cmp=" + string)));
        assertFalse(consent("tcf:1").isGivenIn(request()));
        assertFalse(consent("tcf:1").isGivenIn(request("Cookie: euconsent-v2=")));
    }

    @ParameterizedTest
    @CsvSource({"1,false", "0,true", "' 1',false", "true,false", "'',false", "'1, 1',false"})
    void aBrowserThatAsksToBeLeftAloneIs(String value, boolean given) {
        assertEquals(given, consent("gpc").isGivenIn(request("Sec-GPC: " + value)));
        assertTrue(consent("gpc").isGivenIn(request("Cookie: a=b")));
    }

    @Test
    void asksForACookieOrAHeader() {
        assertTrue(consent("cookie:ok").isGivenIn(request("Cookie: ok=anything")));
        assertFalse(consent("cookie:ok").isGivenIn(request("Cookie: ok=")));
        assertFalse(consent("cookie:ok").isGivenIn(request("Cookie: okay=1")));
        assertTrue(consent("cookie:ok=yes:1").isGivenIn(request("Cookie: ok=yes:1")));
        assertFalse(consent("cookie:ok=yes").isGivenIn(request("Cookie: ok=yes1")));
        assertFalse(consent("cookie:ok=yes").isGivenIn(request("Cookie: ok=YES")));
        assertTrue(consent("header:X-Consent=all").isGivenIn(request("X-Consent: all")));
        assertTrue(consent("header:X-Consent").isGivenIn(request("X-Consent: all")));
        assertFalse(consent("header:X-Consent").isGivenIn(request("X-Consent:  ")));
        assertFalse(consent("header:X-Consent").isGivenIn(request()));
    }

    @Test
    void twoCookiesOfOneNameMustAgree() {
        assertTrue(consent("cookie:ok=1").isGivenIn(request("Cookie: ok=1", "Cookie: ok=1")));
        assertFalse(consent("cookie:ok=1").isGivenIn(request("Cookie: ok=1", "Cookie: ok=0")));
        assertFalse(consent("onetrust:C0003")
                .isGivenIn(request("Cookie: OptanonConsent=groups=C0003:1", "Cookie: OptanonConsent=x")));
        String yes = TransparencyStrings.allowing(1).vendorField(0).text();
        String no = TransparencyStrings.allowing(2).vendorField(0).text();
        assertFalse(
                consent("tcf:1").isGivenIn(request("Cookie: euconsent-v2=" + yes, "Cookie: eupubconsent-v2=" + no)));
    }

    @Test
    void allTermsMustHold() {
        Consent both = consent("gpc, onetrust:C0003 ,header:X-Region=eu");
        assertTrue(both.isGivenIn(request("Cookie: OptanonConsent=" + OPTANON, "X-Region: eu")));
        assertFalse(both.isGivenIn(request("Cookie: OptanonConsent=" + OPTANON, "X-Region: eu", "Sec-GPC: 1")));
        assertFalse(both.isGivenIn(request("Cookie: OptanonConsent=" + OPTANON)));
        assertFalse(both.isGivenIn(request("X-Region: eu")));
        assertEquals(List.of("Sec-GPC", "Cookie", "X-Region"), both.headers());
    }

    @Test
    void hugeValuesAreNoConsentAndCostNothing() {
        String huge = "groups=C0003:1&".concat("a&,:=%3A%2C".repeat(1_000_000));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String setting : List.of("onetrust:C0003", "tcf@OptanonConsent:1:1", "cookie:OptanonConsent")) {
                assertFalse(consent(setting).isGivenIn(request("Cookie: OptanonConsent=" + huge)), setting);
            }
            String most = ("groups=C0003:1," + "C:,".repeat(4000)).substring(0, 8192);
            assertTrue(consent("onetrust:C0003").isGivenIn(request("Cookie: OptanonConsent=" + most)));
            assertFalse(consent("onetrust:C0003").isGivenIn(request("Cookie: OptanonConsent=" + most + ",")));
        });
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "2,false", "3,true"})
    void goesByWhatThePublisherForbidsAVendor(int type, boolean given) {
        TransparencyStrings string = TransparencyStrings.allowing(1, 3).vendorField(755, 755);
        assertEquals(
                given, isGiven("tcf:1+3:755", string.restriction(3, type, 755).text()));
    }

    @Test
    void leavesARestrictionOfAnotherVendorOrPurposeAside() {
        String other = TransparencyStrings.allowing(1, 3)
                .vendorField(755, 755)
                .restriction(3, 0, 754)
                .text();
        assertTrue(isGiven("tcf:1+3:755", other));
        String purpose = TransparencyStrings.allowing(1, 3)
                .vendorField(755, 755)
                .restriction(4, 0, 755)
                .text();
        assertTrue(isGiven("tcf:1+3:755", purpose));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-09-29T00:00:00Z,3,1,true",
        "2023-10-02T00:00:00Z,3,1,false",
        "2023-10-02T00:00:00Z,2,1,false",
        "2023-10-02T00:00:00Z,4,1,true",
        "2024-10-02T00:00:00Z,5,1,true",
        "2024-10-02T00:00:00Z,4,0,false",
        "2026-02-27T00:00:00Z,4,1,true",
        "2026-03-02T00:00:00Z,5,1,false"
    })
    void takesAStringForNoneThatThePoliciesOfItsDayCallInvalid(Instant day, int policy, int specific, boolean given) {
        String text = TransparencyStrings.created(day, policy, specific, 1)
                .vendorField(755, 755)
                .text();
        assertEquals(given, isGiven("tcf:1:755", text));
    }

    @Test
    void asksThatTheVendorWasShownWhereTheStringSaysWhoWas() {
        String core = TransparencyStrings.created(Instant.parse("2026-10-01T00:00:00Z"), 5, 1, 1)
                .vendorField(755, 755)
                .text();
        assertTrue(isGiven("tcf:1:755", core + "." + TransparencyStrings.disclosed(755, 755)));
        assertFalse(isGiven("tcf:1:755", core + "." + TransparencyStrings.disclosed(755, 754)));
        assertFalse(isGiven("tcf:1:755", core + "." + TransparencyStrings.disclosed(10, 1)));
    }

    @Test
    void readsCookiesInQuotesAndEncodedAsAWhole() {
        String core = TransparencyStrings.allowing(1).vendorField(755, 755).text();
        String shown = TransparencyStrings.disclosed(755, 755);
        assertTrue(isGiven("tcf:1:755", "\"" + core + "." + shown + "\""));
        assertTrue(isGiven("tcf:1:755", core + "%2E" + shown));
        for (String value : List.of(
                "\"isGpcEnabled=0&groups=C0001%3A1%2CC0003%3A1\"",
                "isGpcEnabled%3D0%26groups%3DC0001%253A1%252CC0003%253A1",
                "\"isGpcEnabled%3D0%26groups%3DC0003%253A1\"")) {
            assertTrue(consent("onetrust:C0003").isGivenIn(request("Cookie: OptanonConsent=" + value)), value);
        }
        // What a link's author has put into the address of the first page stays within its parameter.
        String forged =
                "landingPath%3Dhttps%253A%252F%252Fx%252F%253F%2526groups%253DC0003%25253A1%26groups%3DC0003%253A0";
        assertFalse(consent("onetrust:C0003").isGivenIn(request("Cookie: OptanonConsent=" + forged)));
    }

    @Test
    void waitsWhereTheBannerIsAboutToAskAgain() {
        assertFalse(consent("onetrust:C0003")
                .isGivenIn(request("Cookie: OptanonConsent=groups=C0003:1&AwaitingReconsent=true")));
        assertTrue(consent("onetrust:C0003")
                .isGivenIn(request("Cookie: OptanonConsent=groups=C0003:1&AwaitingReconsent=false")));
    }

    private static boolean isGiven(String setting, String string) {
        return consent(setting).isGivenIn(request("Cookie: euconsent-v2=" + string));
    }
}

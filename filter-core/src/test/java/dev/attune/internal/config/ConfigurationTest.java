package dev.attune.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.config.IdentitySource.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @Test
    void theFirstPlaceThatNamesASettingCounts() {
        Configuration configuration = Configuration.of(List.of(
                SettingSource.initParameters(Map.of("profileBudget", "10ms")),
                new SettingSource(
                        "'settings.",
                        "' in /WEB-INF/attune.json",
                        Map.of("profileBudget", "1s", "cacheEntries", "7"))));
        assertEquals(Duration.ofMillis(10), configuration.get(Settings.PROFILE_BUDGET));
        assertEquals(7, configuration.get(Settings.CACHE_ENTRIES));
    }

    @Test
    void aRefusalNamesThePlace() {
        SettingSource file = new SettingSource("'settings.", "' in /WEB-INF/attune.json", Map.of("profileBuget", "1s"));
        assertEquals(
                "Attune: there is no 'settings.profileBuget' in /WEB-INF/attune.json; did you mean 'profileBudget'?",
                assertThrows(SettingException.class, () -> Configuration.of(List.of(file)))
                        .getMessage());
        SettingSource secret = new SettingSource("property 'attune.", "'", Map.of("profilesToken", "hunter 2"));
        String message =
                String.valueOf(assertThrows(SettingException.class, () -> Configuration.partOf(List.of(secret)))
                        .getMessage());
        assertTrue(message.startsWith("Attune: property 'attune.profilesToken': the value (not shown)"), message);
        assertFalse(secret.toString().contains("hunter"), secret.toString());
    }

    @Test
    void aPartOfTheSettingsMissesNothingYet() {
        assertEquals(
                "s",
                Configuration.partOf(List.of(SettingSource.initParameters(Map.of("profilesSpace", "s"))))
                        .get(Settings.PROFILES_SPACE));
    }

    @Test
    void hasTheDefaultsOfTheDocumentationWhereNothingIsSet() {
        Configuration configuration = configuration(Map.of());
        assertEquals(List.of(new IdentitySource(Kind.COOKIE, "")), configuration.get(Settings.IDENTITY));
        assertEquals(Duration.ofMillis(50), configuration.get(Settings.PROFILE_BUDGET));
        assertEquals(Duration.ofMinutes(2), configuration.get(Settings.PROFILE_TTL));
        assertEquals(100_000, configuration.get(Settings.CACHE_ENTRIES));
        assertEquals("attune", configuration.get(Settings.ROUTE_PREFIX));
        assertEquals(VariationsDirect.ALLOW, configuration.get(Settings.VARIATIONS_DIRECT));
        assertNull(configuration.find(Settings.PROFILES_TOKEN));
    }

    @ParameterizedTest
    @CsvSource({"50ms,PT0.05S", "2s,PT2S", "5m,PT5M", "1h,PT1H", "1d,PT24H", "PT1.5S,PT1.5S", " 10ms ,PT0.01S"})
    void readsDurationsAsPeopleWriteThem(String text, Duration expected) {
        assertEquals(expected, configuration(Map.of("profileStaleTtl", text)).get(Settings.PROFILE_STALE_TTL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 minuts", "50", "", "-1s", "1y", "99999999999999d", "31s"})
    void refusesWhatIsNoDurationInRange(String text) {
        String message = refusal(Map.of("profileBudget", text));
        assertTrue(message.contains("'profileBudget'"), message);
        assertTrue(message.contains("'" + text + "'"), message);
        assertTrue(message.contains("a duration from 0ms to 30s"), message);
    }

    @Test
    void readsEachWayToTellAVisitorInItsOrder() {
        assertEquals(
                List.of(
                        new IdentitySource(Kind.PRINCIPAL, ""),
                        new IdentitySource(Kind.SESSION, "user.id"),
                        new IdentitySource(Kind.HEADER, "X-User"),
                        new IdentitySource(Kind.SIGNED_COOKIE, ""),
                        new IdentitySource(Kind.COOKIE, "")),
                configuration(Map.of(
                                "identity",
                                "principal, session:user.id,header:X-User , signed-cookie,cookie",
                                "signingKeys",
                                "0123456789abcdef0123456789abcdef"))
                        .get(Settings.IDENTITY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cookies", "session:", "header:a b", "principal:x", "cookie,,principal", "signed-cookie:x"})
    void refusesAnUnknownWayToTellAVisitor(String text) {
        assertTrue(refusal(Map.of("identity", text))
                .contains("principal, session:NAME, header:NAME, signed-cookie and cookie"));
    }

    @Test
    void takesVariablesFromTheSystem() {
        Configuration configuration = Configuration.of(
                Map.of("profilesSpace", "spa_${ZONE}", "profilesToken", "${TOKEN}"),
                name -> Map.of("ZONE", "eu", "TOKEN", "t0p").get(name));
        assertEquals("spa_eu", configuration.get(Settings.PROFILES_SPACE));
        assertEquals("t0p", configuration.get(Settings.PROFILES_TOKEN));
    }

    @Test
    void prefersASystemPropertyToTheEnvironment() {
        System.setProperty("PATH", "from-a-property");
        try {
            assertEquals(
                    "from-a-property",
                    Configuration.of(Map.of("routePrefix", "${PATH}")).get(Settings.ROUTE_PREFIX));
        } finally {
            System.clearProperty("PATH");
        }
    }

    @Test
    void leavesADoubledDollarSignAlone() {
        assertEquals(
                "[{\"html\": \"${x}\"}]",
                configuration(Map.of("content", "[{\"html\": \"$${x}\"}]")).get(Settings.CONTENT));
    }

    @Test
    void stopsAtAVariableThatNobodySet() {
        String message = refusal(Map.of("profilesToken", "secret-prefix-${NOT_SET}", "profilesSpace", "s"));
        assertEquals(
                "Attune: init parameter 'profilesToken': ${NOT_SET} is neither a system property nor an environment"
                        + " variable",
                message);
    }

    @Test
    void readsEachPlaceToKeepProfilesIn() {
        assertEquals(new StoreLocation.None(), store("none"));
        assertEquals(new StoreLocation.Memory(), store("memory"));
        assertEquals(new StoreLocation.Embedded(null), store("embedded"));
        assertEquals(new StoreLocation.Embedded(Path.of("/var/lib/attune")), store("embedded:/var/lib/attune"));
        assertEquals(new StoreLocation.Redis("redis://h:6379"), store("redis://h:6379"));
        assertFalse(store("rediss://user:hunter2@h:6380").toString().contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file", "embedded:", "redis:", "redis://", "redis://u:hunter2@h:x y", "memory:x"})
    void refusesAPlaceThatItDoesNotKnowWithoutShowingIt(String text) {
        String message = refusal(Map.of("store", text));
        assertTrue(message.contains("'store': the value (not shown) is not one of none, memory"), message);
        assertFalse(message.contains("hunter2"), message);
    }

    private static StoreLocation store(String text) {
        return configuration(Map.of("store", text)).get(Settings.STORE);
    }

    @Test
    void wantsTheWebhooksNameAndPasswordTogether() {
        assertTrue(refusal(Map.of("webhookUsername", "segment")).contains("'webhookPassword'"));
        assertTrue(refusal(Map.of("webhookPassword", "password-of-sixteen")).contains("'webhookUsername'"));
    }

    @Test
    void neverShowsASecret() {
        String message = refusal(Map.of("profilesToken", "hunter2 with:colon", "profilesSpace", "s"));
        assertTrue(message.contains("profilesToken"), message);
        assertFalse(message.contains("hunter2"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "profileBuget,profileBudget",
        "Variations,variations",
        "profile_ttl,profileTtl",
        "clienttrait,clientTraits"
    })
    void namesTheNearestParameterForAnUnknownOne(String typed, String meant) {
        assertEquals(
                "Attune: there is no init parameter '" + typed + "'; did you mean '" + meant + "'?",
                refusal(Map.of(typed, "x")));
    }

    @Test
    void suggestsNothingForANameThatIsFarFromAll() {
        assertEquals(
                "Attune: there is no init parameter 'debugLevelOfTheApp'", refusal(Map.of("debugLevelOfTheApp", "x")));
    }

    @Test
    void wantsSpaceAndTokenTogether() {
        assertTrue(refusal(Map.of("profilesSpace", "spa_1")).contains("'profilesToken'"));
        assertTrue(refusal(Map.of("profilesToken", "t")).contains("'profilesSpace'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://x/v1", "profiles.segment.com", "https://u:p@x/v1", "https://x/v1?a", "https:///v1", "::"})
    void refusesWhatIsNoAddressOfAnApi(String text) {
        assertTrue(refusal(Map.of("profilesUrl", text)).contains("an http or https URL"));
    }

    @Test
    void takesAnAddressWithOrWithoutASlashAtItsEnd() {
        assertEquals(
                URI.create("http://127.0.0.1:9/v1"),
                configuration(Map.of("profilesUrl", "http://127.0.0.1:9/v1/")).get(Settings.PROFILES_URL));
    }

    @ParameterizedTest
    @CsvSource({
        "profilesRate,0",
        "profilesRate,many",
        "cacheEntries,1e5",
        "routePrefix,a/b",
        "routePrefix,..",
        "variationsDirect,HIDE",
        "variationsDirect,hidden",
        "rules,attune.json",
        "userIdCookie,a=b",
        "skip,png"
    })
    void namesParameterAndValueOfWhateverIsWrong(String name, String value) {
        String message = refusal(Map.of(name, value));
        assertTrue(message.contains("'" + name + "'") && message.contains("'" + value + "'"), message);
    }

    @Test
    void cutsAHugeValueInAMessage() {
        assertTrue(refusal(Map.of("profilesRate", "9".repeat(100_000))).length() < 400);
    }

    private static Configuration configuration(Map<String, String> initParameters) {
        return Configuration.of(initParameters, name -> null);
    }

    private static String refusal(Map<String, String> initParameters) {
        return String.valueOf(assertThrows(SettingException.class, () -> configuration(initParameters))
                .getMessage());
    }

    @Test
    void asksForSigningKeysThatNobodyGuessesWithoutShowingThem() {
        String message = refusal(Map.of("signingKeys", "hunter2"));
        assertTrue(message.contains("'signingKeys': the value (not shown) is not one to 8 keys"), message);
        assertTrue(message.contains("32 to 512"), message);
        assertFalse(message.contains("hunter2"), message);
    }

    @Test
    void readsEachTermOfConsent() {
        assertEquals(
                List.of(
                        new ConsentTerm.GlobalPrivacyControl(),
                        new ConsentTerm.OneTrust(List.of("C0002", "C0003")),
                        new ConsentTerm.Transparency(
                                List.of("euconsent-v2", "eupubconsent-v2"), List.of(1, 3, 4), List.of(755)),
                        new ConsentTerm.Transparency(List.of("my-cmp"), List.of(24), List.of()),
                        new ConsentTerm.Cookie("ok", "a=b"),
                        new ConsentTerm.Header("X-Consent", null)),
                configuration(Map.of(
                                "consent",
                                "gpc,onetrust:C0002+C0003, tcf:1+3+4:755,tcf@my-cmp:24,cookie:ok=a=b,header:X-Consent"))
                        .get(Settings.CONSENT));
        assertNull(configuration(Map.of()).find(Settings.CONSENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|a comma-separated list of onetrust:GROUP",
                "onetrst:C0003|'onetrst:C0003'; did you mean 'onetrust'?",
                "gcp|did you mean 'gpc'?",
                "onetrust|'' is not a group",
                "onetrust:C0003+|'' is not a group",
                "onetrust:C 3|'C 3' is not a group",
                "tcf|'' is not a purpose",
                "tcf:0|'0' is not a purpose",
                "tcf:25|a purpose is a whole number from 1 to 24",
                "tcf:1:|'' is not a vendor",
                "tcf:1:65536|a vendor is a whole number from 1 to 65535",
                "tcf:1:2:3|'2:3' is not a vendor",
                "tcf:1,3|'3'",
                "tcf@:1|'' is not a name",
                "gpc:1|gpc takes no name",
                "onetrust@x:C1|only tcf and gpp take a cookie name",
                "cookie|'' is not a name",
                "cookie:a b|'a b' is not a name",
                "cookie:a=|lacks a value",
                "header:=x|'' is not a name",
                "gpc,|''"
            })
    void refusesAConsentThatItCannotAskFor(String text, String detail) {
        String message = refusal(Map.of("consent", text));
        assertTrue(message.contains("'consent'") && message.contains(detail), message);
    }

    @Test
    void refusesASignedCookieThatNobodyCouldSign() {
        assertEquals(
                "Attune: init parameter 'signingKeys': is needed for 'signed-cookie' in 'identity' and is not set",
                refusal(Map.of("identity", "signed-cookie,cookie")));
    }

    @Test
    void refusesCredentialsOfTheWebhookThatCanBeGuessed() {
        String good = "sixteen-letters-";
        for (String setting : List.of("webhookPassword", "webhookToken", "webhookSecret")) {
            Map<String, String> settings = new HashMap<>(Map.of("webhookUsername", "segment", "webhookPassword", good));
            settings.put(setting, "fifteen-letters");
            String message = refusal(settings);
            assertTrue(message.contains("'" + setting + "'") && message.contains("16"), message);
            assertFalse(message.contains("fifteen"), message);
        }
    }

    @Test
    void readsTheSizeOfTheCacheAsAPartOfTheHeapOrAsBytes() {
        long heap = Runtime.getRuntime().maxMemory();
        assertEquals(heap / 100 * 20, configuration(Map.of()).get(Settings.CACHE_SIZE));
        assertEquals(64L << 20, configuration(Map.of("cacheSize", "64m")).get(Settings.CACHE_SIZE));
        for (String wrong : List.of("0%", "91%", "64", "-1m", "0k", "1.5g")) {
            assertTrue(refusal(Map.of("cacheSize", wrong)).contains("'cacheSize'"), wrong);
        }
    }

    @Test
    void aLaterMistakeNamesThePlaceOfTheSettingThatCounts() {
        SettingSource init = SettingSource.initParameters(Map.of("profileBudget", "7ms"));
        SettingSource server =
                new SettingSource("property 'attune.", "' of MicroProfile Config", Map.of("variations", "[]"));
        SettingSource file = new SettingSource(
                "'settings.", "' in /WEB-INF/attune.json", Map.of("store", "none", "variations", "[]"));
        Configuration configuration = Configuration.of(List.of(init, server, file));
        assertEquals(
                "Attune: 'settings.store' in /WEB-INF/attune.json: x",
                configuration.problem(Settings.STORE, "x").getMessage());
        assertEquals(
                "Attune: property 'attune.variations' of MicroProfile Config: x",
                configuration.problem(Settings.VARIATIONS, "x").getMessage());
        assertEquals(
                "Attune: init parameter 'profileBudget': x",
                configuration.problem(Settings.PROFILE_BUDGET, "x").getMessage());
        assertEquals(
                "Attune: init parameter 'content': x",
                configuration.problem(Settings.CONTENT, "x").getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "store, embeded, embedded",
        "store, EMBEDDED, embedded",
        "store, redsi://u:hunter2@h:1, redis",
        "store, nome, none",
        "health, onn, on",
        "variationsDirect, hiden, hide",
        "identity, principle, principal",
        "identity, singed-cookie, signed-cookie"
    })
    void aMistypedWordIsRefusedWithTheNearest(String setting, String typed, String meant) {
        String message = refusal(Map.of(setting, typed));
        assertTrue(message.endsWith("did you mean '" + meant + "'?"), message);
        assertFalse(message.contains("hunter2"), message);
    }

    @Test
    void aPathOnTheDiskIsRefusedWithItsUrl(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("attune.json"), "{}");
        String relative =
                Path.of("").toAbsolutePath().relativize(file.toAbsolutePath()).toString();
        for (String typed : List.of(relative, "file:" + relative)) {
            String message = refusal(Map.of("rules", typed));
            assertTrue(message.endsWith("did you mean '" + Path.of(relative).toUri() + "'?"), message);
        }
    }
}

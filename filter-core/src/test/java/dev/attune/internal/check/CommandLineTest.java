package dev.attune.internal.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String RULES = """
        {"variations": [{"route": "/", "when": {"location": "EU"}, "serve": "/home-eu"},
                        {"route": "/account", "trust": "principal", "when": {"vip": true}, "serve": "/account-vip"}],
         "clientTraits": {"firstName": {"trait": "first_name"}},
         "pageColor": {"trait": "favorite_color"},
         "content": [{"route": "/*", "select": "h1", "text": "Hello {first_name}"}]}\
        """;

    private static final String PROFILES = """
        {"user_id": "anna", "traits": {"location": "EU", "first_name": "Anna", "favorite_color": "teal"}}

        {"user_id": "vera", "trust": "principal", "traits": {"vip": true}}
        {"user_id": "fake", "traits": {"vip": true, "orders": [1, 2.5, null, {"a": false}]}}
        {"anonymous_id": "a-1", "traits": {"location": "EU"}}
        """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsTheOutcomesThatSharedCachesKeepCopiesOf() throws IOException {
        String rules = """
                {"cache": [{"route": "/", "shared": "5m"}],
                 "variations": [{"route": "/", "when": {"location": "EU"}, "serve": "/home-eu"}],
                 "clientTraits": {"name": {"trait": "first_name", "late": true}}}""";
        assertEquals(0, run("check", file("shared.json", rules)), said());
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("""
                shared caches may keep the pages of
                  / for 300 s
                in 2 outcomes
                  the app's own page
                  /home-eu at /

                """.replace("\n", System.lineSeparator())), said());
    }

    @Test
    void refusesRulesWithMoreOutcomesThanTheFileAllows() throws IOException {
        String rules = """
                {"settings": {"maxVariants": 1}, "cache": [{"route": "/", "shared": "5m"}],
                 "variations": [{"route": "/", "when": {"location": "EU"}, "serve": "/home-eu"}]}""";
        assertEquals(1, run("check", file("many.json", rules)), said());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("more than 1 outcomes"), said());
    }

    @Test
    void printsARecordOfTheTraitsThatRulesAndProfilesName() throws IOException {
        String rules = """
                {"variations": [{"route": "/", "when": {"location": {"$in": ["EU", "US"]}, "vip": true}, "serve": "/a"},
                                {"route": "/b", "when": {"$or": [{"order_count": {"$gt": 3}}, {"address.city": "Ulm"}]}, "serve": "/a"}],
                 "clientTraits": {"since": {"trait": "member_since"}},
                 "content": [{"route": "/*", "select": "h1", "text": "Hello {first_name}, {class}"}]}""";
        String profiles = """
                {"user_id": "anna", "traits": {"member_since": "2020-01-02", "Invited User?": true, "order_count": 3, "score": 1.5}}
                {"user_id": "bob", "traits": {"address": {"city": "Bonn", "zip code": 5}, "score": 2, "tags": ["a"], "id": 5000000000}}
                """;
        assertEquals(0, run("types", file("rules.json", rules), file("profiles.jsonl", profiles)), said());
        assertEquals("""
                import dev.attune.profile.Trait;
                import dev.attune.profile.Traits;
                import java.time.LocalDate;
                import java.util.List;

                /** The traits of a visitor, as the rules and the samples name them. */
                @Traits
                public record ShopTraits(
                        @Trait("Invited User?") boolean invitedUser,
                        Address address,
                        @Trait("class") Object classTrait,
                        Object firstName,
                        long id,
                        String location,
                        LocalDate memberSince,
                        int orderCount,
                        double score,
                        List<String> tags,
                        boolean vip) {
                    public record Address(
                            String city,
                            @Trait("zip code") int zipCode) {}
                }
                """.replace("\n", System.lineSeparator()), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void printsWhatEachVisitorSeesOnEachPageOfTheRules() throws IOException {
        assertEquals(0, run("check", file("rules.json", RULES), file("profiles.jsonl", PROFILES)), said());
        assertShown("""
            user_id:anna
              /  /home-eu, by variations[0]
                client trait firstName = Anna
                page colour = teal
                h1: text "Hello {first_name}" = Anna
              /account  the app's own page
            """);
        assertShown("""
            user_id:vera
              /  the app's own page
              /account  /account-vip, by variations[1]
            """);
        assertShown("""
            anonymous_id:a-1
              /  /home-eu, by variations[0]
            """);
        assertShown("""
            an unknown visitor
              /  the app's own page
            """);
    }

    @Test
    void saysItsVersionAndWhatItCanDo() {
        assertEquals(0, run("--version"));
        assertTrue(said().startsWith("Attune "), said());
        for (String[] asked : new String[][] {{"--help"}, {"-h"}, {"check", "--help"}, {"schema", "-h"}}) {
            out.reset();
            assertEquals(0, run(asked));
            assertTrue(said().contains("usage: check RULES"), said());
        }
    }

    @Test
    void refusesASettingThatNoStartWouldTakeWithFileLineAndNearestName() throws IOException {
        assertRefused(
                "\"stre\": \"memory\"", "there is no 'settings.stre' in ", "(line 2, column ", "did you mean 'store'?");
        assertRefused("\"store\": \"embeded\"", "'settings.store' in ", "(line 2, column ", "did you mean 'embedded'?");
        assertRefused("\"profileBudget\": 5", "'settings.profileBudget' in ", "'5' is not a duration");
        assertRefused("\"maxVariants\": \"many\"", "'settings.maxVariants' in ", "'many' is not");
        assertRefused("\"rules\": \"/b.json\"", "'settings' cannot name another file");
        assertRefused("\"store\": []", "settings.store (line 2, column ", "expected a text");
    }

    private void assertRefused(String setting, String... parts) throws IOException {
        err.reset();
        assertEquals(1, run("check", file("rules.json", "{\"settings\":\n{" + setting + "}}")), setting);
        for (String part : parts) {
            assertTrue(complaint().contains(part), complaint());
        }
    }

    /** The server's variables are not those of the desk where rules are written. */
    @Test
    void leavesASettingAloneThatAsksForAVariable() throws IOException {
        String rules = "{\"settings\": {\"profilesToken\": \"${SOME_TOKEN}\", \"profileBudget\": \"${SOME_BUDGET}\"}}";
        assertEquals(0, run("check", file("rules.json", rules)), complaint());
    }

    @Test
    void aVisitorWhoIsTrustedTooLittleIsAnUnknownOneToTheRule() throws IOException {
        run("check", file("rules.json", RULES), file("profiles.jsonl", PROFILES));
        String fake = said().substring(said().indexOf("user_id:fake"), said().indexOf("anonymous_id:a-1"));
        assertFalse(fake.contains("/account-vip"), fake);
    }

    @Test
    void countsWhoSeesWhichPage() throws IOException {
        run("check", file("rules.json", RULES), file("profiles.jsonl", PROFILES), "--path", "/");
        assertTrue(said().endsWith("""
            in all
              /  /home-eu: 2 visitors
              /  the app's own page: 3 visitors
            """), said());
    }

    @Test
    void showsNoChangeThatNoPageWouldGet() throws IOException {
        String rules = file("rules.json", """
                {"pageColor": {"trait": "color"},
                 "content": [{"route": "/", "select": "#a", "text": "Hello, {first_name}!"},
                             {"route": "/", "select": "a", "attribute": "href", "value": "{site}"},
                             {"route": "/", "select": "#b", "text": "Tea for {first_name|you}"}]}
                """);
        String profiles = file("profiles.jsonl", """
                {"user_id": "anna", "traits": {"first_name": "Anna", "color": "teal", "site": "https://a.example"}}
                {"user_id": "bob", "traits": {"first_name": " ", "color": "no colour", "site": "javascript:alert(1)"}}
                """);
        assertEquals(0, run("check", rules, profiles));
        String anna = said().substring(0, said().indexOf("user_id:bob"));
        assertTrue(anna.contains("page colour = teal") && anna.contains("= https://a.example"), anna);
        assertTrue(anna.contains("#a: text \"Hello, {first_name}!\" = Anna"), anna);
        String bob = said().substring(said().indexOf("user_id:bob"), said().indexOf("an unknown visitor"));
        assertFalse(bob.contains("#a:") || bob.contains("href") || bob.contains("page colour"), bob);
        String unknown = said().substring(said().indexOf("an unknown visitor"));
        assertTrue(unknown.contains("#b: text \"Tea for {first_name|you}\" = you"), unknown);
        assertFalse(unknown.contains("#a:"), unknown);
    }

    @Test
    void rulesWithoutProfilesAreCheckedAndShownForAnUnknownVisitor() throws IOException {
        assertEquals(0, run("check", file("rules.json", RULES)));
        assertTrue(said().startsWith("an unknown visitor\n"), said());
    }

    @Test
    void namesLineAndReasonOfAWrongRule() throws IOException {
        String wrong = file("rules.json", "{\"variations\": [\n{\"route\": \"/\", \"serve\": \"/WEB-INF/a\"}]}");
        assertEquals(1, run("check", wrong));
        assertTrue(complaint().contains("variations[0].serve (line 2,"), complaint());
    }

    @Test
    void refusesAnEditThatNoStartWouldTake() throws IOException {
        String wrong = file(
                "rules.json", "{\"content\": [{\"route\": \"/\", \"select\": \"p::first-line\", \"text\": \"x\"}]}");
        assertEquals(1, run("check", wrong));
        assertTrue(complaint().contains("p::first-line"), complaint());
    }

    @Test
    void namesTheLineOfAProfileThatCannotBeRead() throws IOException {
        String rules = file("rules.json", RULES);
        for (String line : List.of(
                "not JSON",
                "[1]",
                "{\"traits\": {}}",
                "{\"user_id\": 7, \"traits\": {}}",
                "{\"user_id\": \"\", \"traits\": {}}",
                "{\"user_id\": \"a\"}",
                "{\"user_id\": \"a\", \"traits\": []}",
                "{\"user_id\": \"a\", \"trust\": \"full\", \"traits\": {}}",
                "{\"user_id\": \"a\", \"traits\": {}, \"trait\": 1}",
                "{\"user_id\": \"a\", \"traits\": " + "[".repeat(100_000) + "}")) {
            err.reset();
            assertEquals(2, run("check", rules, file("profiles.jsonl", PROFILES + line)), line);
            assertTrue(complaint().contains("profiles.jsonl, line 6: "), complaint());
        }
    }

    @Test
    void deepAndHugeValuesAreReadOrRefusedButBreakNothing() throws IOException {
        String rules = file("rules.json", RULES);
        String deep = "[".repeat(900) + "]".repeat(900);
        String profiles = file("profiles.jsonl", """
            {"user_id": "anna", "traits": {"deep": %s, "huge": 1e999999999, "tiny": 1e-999999999, "long": 99999999999999999999}}
            """.formatted(deep));
        assertEquals(0, run("check", rules, profiles), complaint());
        assertTrue(said().startsWith("user_id:anna\n"), said());
    }

    @Test
    void saysWhatAnotherRulesFileWouldChangeForTheRequestsOfALog() throws IOException {
        String old = file("old.json", RULES);
        String changed = file(
                "new.json",
                RULES.replace("\"/home-eu\"", "\"/home-europe\"")
                        .replace("\"Hello {first_name}\"", "\"Hi {first_name|there}\""));
        String log = file("access.log", """
            127.0.0.1 - anna [23/Nov/2026:10:00:00 +0000] "GET /shop/?q=1 HTTP/1.1" 200 512
            127.0.0.1 - anna [23/Nov/2026:10:00:01 +0000] "GET /shop/ HTTP/1.1" 200 512 "-" "Mozilla/5.0"
            127.0.0.1 - - [23/Nov/2026:10:00:02 +0000] "GET /shop/caf%C3%A9 HTTP/1.1" 200 512
            127.0.0.1 - anna [23/Nov/2026:10:00:03 +0000] "POST /shop/ HTTP/1.1" 200 512
            127.0.0.1 - anna [23/Nov/2026:10:00:04 +0000] "GET /shop/logo.png HTTP/1.1" 200 512
            127.0.0.1 - anna [23/Nov/2026:10:00:05 +0000] "GET /other HTTP/1.1" 200 512
            127.0.0.1 - anna [23/Nov/2026:10:00:06 +0000] "GET /shop/%zz HTTP/1.1" 400 0
            127.0.0.1 - - [23/Nov/2026:10:00:07 +0000] "-" 400 0
            """);
        assertEquals(
                1, run("diff", old, changed, log, file("profiles.jsonl", PROFILES), "--context", "/shop"), complaint());
        assertEquals("""
            3 of 3 requests would change

            /, 2 requests, such as of user_id:anna
              - /home-eu
              + /home-europe
              - h1: text "Hello {first_name}"
              + h1: text "Hi {first_name|there}"

            /café, 1 request, such as of an unknown visitor
              + h1: text "Hi {first_name|there}"
            """, said());
    }

    @Test
    void rulesThatDecideAlikeDoNotDiffer() throws IOException {
        String log = file("access.log", "::1 - - [23/Nov/2026:10:00:00 +0000] \"GET / HTTP/2.0\" 200 -\n");
        assertEquals(0, run("diff", file("a.json", RULES), file("b.json", RULES + "\n"), log));
        assertEquals("0 of 1 request would change\n", said());
    }

    @Test
    void anotherValueForTheSameClientTraitIsAChange() throws IOException {
        String log = file("access.log", "::1 - anna [23/Nov/2026:10:00:00 +0000] \"GET / HTTP/2.0\" 200 -\n");
        String other = file("b.json", RULES.replace("{\"trait\": \"first_name\"}", "{\"trait\": \"location\"}"));
        assertEquals(1, run("diff", file("a.json", RULES), other, log, file("profiles.jsonl", PROFILES)));
        assertTrue(said().endsWith("  ~ client trait firstName\n"), said());
    }

    @Test
    void anExperimentIsDealtOutToVisitorsOfTheLogWhoHaveNoProfile() throws IOException {
        String experiment = "{\"variations\": [{\"route\": \"/\", \"experiment\": \"hero\", \"serve\": [\"/hero-a\","
                + " \"/hero-b\"]}]}";
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            log.append("::1 - u").append(i).append(" [23/Nov/2026:10:00:00 +0000] \"GET / HTTP/2.0\" 200 -\n");
        }
        assertEquals(
                1, run("diff", file("a.json", "{}"), file("b.json", experiment), file("access.log", log.toString())));
        assertTrue(said().startsWith("50 of 50 requests would change\n"), said());
        assertTrue(
                said().contains("+ /hero-a (variation 0 of hero)")
                        && said().contains("+ /hero-b (variation 1 of hero)"),
                said());
    }

    @Test
    void aLogInAnotherFormatIsNoLog() throws IOException {
        String rules = file("rules.json", RULES);
        assertEquals(2, run("diff", rules, rules, file("access.log", "{\"path\": \"/\"}\n")));
        assertTrue(complaint().contains("Combined Log Format"), complaint());
    }

    @Test
    void whatCannotBeDoneIsSaidInOneLine() throws IOException {
        String rules = file("rules.json", RULES);
        for (List<String> words : List.of(
                List.of("check", folder.resolve("absent.json").toString()),
                List.of("check", rules, folder.resolve("absent.jsonl").toString()),
                List.of("check", rules, "--path"),
                List.of("check", rules, "--path", "home"),
                List.of("check", rules, "--paths", "/home"))) {
            err.reset();
            assertEquals(2, run(words.toArray(String[]::new)), words.toString());
            assertEquals(1, complaint().lines().count(), complaint());
        }
    }

    @Test
    void withoutACommandItSaysHowToUseIt() {
        for (List<String> words : List.of(List.<String>of(), List.of("check"), List.of("chekc", "a"))) {
            err.reset();
            assertEquals(2, run(words.toArray(String[]::new)));
            assertTrue(complaint().startsWith("usage: check RULES"), complaint());
        }
    }

    @Test
    void visitorsAndOptionsSayWhatRequestsSay() throws IOException {
        String rules = file("rules.json", """
            {"variations": [
              {"route": "/", "when": {"request.country": "DE", "request.hour": 18}, "serve": "/de", "name": "evening"},
              {"route": "/", "until": "2026-11-28T12:00:00Z", "serve": "/old"},
              {"route": "/", "when": {"request.language": "fr"}, "serve": "/fr"}]}\
            """);
        String profiles = file("profiles.jsonl", """
            {"user_id": "anna", "traits": {}, "request": {"country": "DE", "hour": 18}}
            {"user_id": "bob", "traits": {}, "request": {"languages": ["fr-CH"]}}
            """);

        assertEquals(0, run("check", rules, profiles));
        assertShown("/  /de, by variations[0] \"evening\"");
        assertShown("/  /fr, by variations[2]");
        assertShown("variations[1] is not in force: it held until 2026-11-28T12:00:00Z");

        out.reset();
        assertEquals(0, run("check", rules, "--request", "{\"country\": \"DE\"}", "--at", "2026-11-27T18:30:00+01:00"));
        assertShown("/  /de, by variations[0] \"evening\"");
        out.reset();
        assertEquals(0, run("check", rules, "--at", "2026-11-27T18:30:00+01:00"));
        assertShown("/  /old, by variations[1]");

        assertEquals(2, run("check", rules, "--at", "2026-11-27"));
        assertEquals(2, run("check", rules, "--request", "{\"contry\": \"DE\"}"));
        assertEquals(2, run("check", rules, file("bad.jsonl", "{\"user_id\": \"a\", \"traits\": {}, \"request\": 1}")));
    }

    @Test
    void aLogSaysQueryReferrerAgentAndTime() throws IOException {
        String before = file("before.json", "{}");
        String after = file("after.json", """
            {"content": [{"route": "/", "when": {"request.query.ref": "news", "request.referrer_host": "news.example",
              "request.os": "ios", "request.date": "2026-11-20"}, "select": "h1", "text": "Hello {request.route.x|you}"}]}\
            """.replace("request.route.x", "request.utm_term"));
        String log = file(
                "access.log",
                "1.2.3.4 - - [20/Nov/2026:10:00:00 +0000] \"GET /?ref=news HTTP/1.1\" 200 5 \"https://news.example/a\""
                        + " \"Mozilla/5.0 (iPhone)\"\n"
                        + "1.2.3.4 - - [20/Nov/2026:10:00:00 +0000] \"GET /?ref=news HTTP/1.1\" 200 5\n"
                        + "1.2.3.4 - - [21/Nov/2026:10:00:00 +0000] \"GET /?ref=news HTTP/1.1\" 200 5"
                        + " \"https://news.example/a\" \"Mozilla/5.0 (iPhone)\"\n");

        assertEquals(1, run("diff", before, after, log));
        assertShown("1 of 3 requests would change");
    }

    private int run(String... words) {
        PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream complained = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new CommandLine(said, complained, () -> Instant.parse("2026-11-28T12:00:00Z"))
                .run(new ArrayList<>(List.of(words)));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private void assertShown(String block) {
        assertTrue(Pattern.compile(block, Pattern.LITERAL).matcher(said()).find(), said());
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }
}

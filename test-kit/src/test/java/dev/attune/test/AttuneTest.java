package dev.attune.test;

import static dev.attune.test.Attune.trait;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.Personalization;
import dev.attune.decision.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttuneTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @TempDir
    Path folder;

    @Test
    void aVisitorGetsWhatTheRulesFileSays() {
        Attune site = Attune.with("attune.json");
        assertEquals("/home-pro", site.visitor(trait("plan", "pro")).get("/").variation());
        assertNull(site.visitor().get("/").variation());
        assertEquals(
                "Anna",
                site.visitor(trait("first_name", "Anna"))
                        .get("/elsewhere")
                        .edits()
                        .get(0)
                        .values()
                        .get(0));
    }

    @Test
    void aRuleThatAsksForTrustSeesATrustedVisitorOnly() {
        TestVisitor vip = Attune.with("attune.json").visitor(trait("vip", true));
        assertNull(vip.get("/").variation());
        assertEquals("/home-vip", vip.trusted(Trust.PRINCIPAL).get("/").variation());
        assertEquals(3, vip.explain("/").rules().size());
    }

    @Test
    void anIdPutsAVisitorIntoAnExperiment() {
        Attune site = Attune.with("attune.json");
        assertNull(site.visitor().get("/landing").experiment());
        assertNotNull(site.visitor().user("anna").get("/landing").experiment());
        assertNotNull(site.visitor().anonymous("a-1").get("/landing").experiment());
    }

    @Test
    void rulesOfCodeAreTestedAlike() {
        Personalization rules = Personalization.builder()
                .variation("/", profile -> profile.flag("vip") ? "/vip" : null)
                .build();
        assertEquals(
                "/vip", Attune.with(rules).visitor(trait("vip", true)).get("/").variation());
    }

    @Test
    void aMistakeInTheRulesSaysWhereItIs() throws IOException {
        Path rules = Files.writeString(folder.resolve("wrong.json"), "{\"variation\": []}");
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Attune.with(rules.toString()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("did you mean \"variations\""), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Attune.with("no-such.json"));
    }

    @Test
    void aGoldenTableDiffersWhereVisitorsSeeSomethingElse() throws IOException {
        GoldenTable table = GoldenTable.of(RESOURCES.resolve("attune.json"), RESOURCES.resolve("profiles.jsonl"));
        Path golden = Files.writeString(folder.resolve("golden.txt"), table.text());
        table.assertLike(golden);
        assertTrue(table.text().contains("  /  /home-pro, by variations[0]"), table.text());
        Files.writeString(golden, table.text().replace("home-pro", "home-eu"));
        AssertionError difference = assertThrows(AssertionError.class, () -> table.assertLike(golden));
        assertTrue(String.valueOf(difference.getMessage()).contains("-Dattune.golden=write"), difference.getMessage());
    }
}

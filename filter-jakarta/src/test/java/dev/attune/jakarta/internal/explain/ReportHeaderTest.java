package dev.attune.jakarta.internal.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.Decision;
import dev.attune.decision.Explanation;
import dev.attune.decision.RuleReport;
import dev.attune.decision.RuleReport.Kind;
import dev.attune.decision.Trust;
import dev.attune.internal.lookup.Lookup;
import dev.attune.jakarta.internal.explain.PageReport.Known;
import dev.attune.jakarta.internal.response.Outcome;
import dev.attune.jakarta.internal.rules.Handling;
import dev.attune.jakarta.internal.visitor.Who;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportHeaderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Profile PROFILE = Profile.of(Map.of("first_name", "Anna"));

    @Test
    void isADictionaryOfWhatWasDone() {
        assertEquals(
                "outcome=rewritten, path=\"/caf%c3%a9\", visitor=\"user_id:a\\\"b\", by=\"cookie\", trust=claimed,"
                        + " profile=cache, age=42, variation=\"/home-eu\", edits=0,"
                        + " rules=(\"variations[0]\";applied)",
                ReportHeader.of(report("/café", "a\"b", 1), Outcome.REWRITTEN, null));
    }

    @Test
    void isBoundedWhateverThereIsToSay() {
        String longest = "\"é\\%".repeat(64);
        String header =
                ReportHeader.of(report("/" + "é".repeat(4000), longest, 2000), Outcome.REWRITTEN, "x".repeat(9000));
        assertTrue(header.length() <= 2048, header.length() + ": " + header);
        assertTrue(header.chars().allMatch(c -> c >= ' ' && c <= '~'), header);
        assertTrue(header.matches(".*\\), more=\\d+"), header);
    }

    private static PageReport report(String path, String user, int rules) {
        return new PageReport(
                path,
                Handling.PERSONALIZED,
                new Who(ProfileKey.user(user), "cookie", Trust.CLAIMED),
                new Known(new Lookup.Found(PROFILE, false, Lookup.Source.CACHE, NOW.minusSeconds(42)), PROFILE),
                new Explanation(
                        new Decision("/home-eu", null, null, List.of()),
                        IntStream.range(0, rules)
                                .mapToObj(i -> new RuleReport(
                                        "variations[" + i + "] (line 3, column 7)",
                                        Kind.VARIATION,
                                        RuleReport.Outcome.APPLIED,
                                        "secret"))
                                .toList(),
                        Map.of()),
                null,
                NOW);
    }
}

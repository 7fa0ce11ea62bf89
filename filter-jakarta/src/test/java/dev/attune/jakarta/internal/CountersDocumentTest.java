package dev.attune.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.internal.lookup.LookupMeters;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.runtime.Meters;
import dev.attune.internal.segment.CallCredentials;
import dev.attune.internal.store.MemoryProfileStore;
import dev.attune.internal.store.ProfileStore;
import dev.attune.jakarta.internal.endpoint.WebhookEndpoint;
import dev.attune.jakarta.internal.response.Outcomes;
import dev.attune.testing.DefaultLookups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersDocumentTest {
    /** Surefire runs in the module's folder. */
    private static final Path DOCUMENT = Path.of("../docs/profiles.md");

    @Test
    void documentHoldsEveryCounterWithItsMeaning() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Meters meters : all()) {
            meters.meters()
                    .forEach(meter -> rows.add(
                            "| `" + meters.subject() + "` | `" + meter.name() + "` | " + meter.meaning() + " |"));
        }
        List<String> documented = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| `(profiles|pages|webhook|exposures)` \\| .*"))
                .toList();
        assertEquals(
                String.join("\n", rows),
                String.join("\n", documented),
                "docs/profiles.md must hold these rows, in this order");
    }

    private static List<Meters> all() {
        try (ProfileStore store = new MemoryProfileStore(1);
                ProfileClient client = ProfileClient.start(DefaultLookups.settings(), null, store)) {
            return List.of(
                    LookupMeters.of(client),
                    PageMeters.of(new Outcomes()),
                    new WebhookEndpoint(CallCredentials.of("user", "password", null), store, () -> true).meters(),
                    Exposures.NONE.meters());
        }
    }
}

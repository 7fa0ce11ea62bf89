package dev.attune.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionDocumentTest {
    /** Surefire runs in the module's folder. */
    private static final Path DOCUMENTS = Path.of("../docs");

    @Test
    void documentsNameTheSettingsThatSayHowLongPulledProfilesAreKept() throws IOException {
        for (String document : List.of("profiles.md", "trust-and-privacy.md")) {
            String text = Files.readString(DOCUMENTS.resolve(document)).replaceAll("\\s+", " ");
            assertTrue(
                    text.matches(".*pulled[^.|]*`" + Settings.PROFILE_TTL.name() + "` and `"
                            + Settings.PROFILE_STALE_TTL.name() + "` together.*"),
                    document);
        }
    }
}

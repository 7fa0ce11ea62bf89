package dev.attune.jakarta.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.experiment.Assignments;
import dev.attune.jakarta.internal.preview.Preview;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewLinkTest {
    private static final String KEY = "correct-horse-battery-staple-0123456789";

    @Test
    void aPreviewComesBackAsItWasWritten() {
        for (Preview preview : List.of(
                new Preview(Profile.unknown(), null, null, Assignments.NONE),
                new Preview(
                        Profile.of(
                                Map.of("a", "é\"<", "n", 1L, "d", 1.5, "b", true, "l", List.of(1L, Map.of("x", "y")))),
                        null,
                        "/homepage-eu",
                        new Assignments(Map.of("hero", 1, "other", 0))),
                new Preview(Profile.unknown(), ProfileKey.user("jane:x"), null, Assignments.NONE))) {
            assertEquals(preview, Preview.parse(preview.json()));
        }
    }

    @Test
    void aLinkKeepsThePagesQuery() {
        String token = "attune-preview=[A-Za-z0-9_-]+";
        assertTrue(PreviewLink.to("/a").url(KEY, "").matches("/a\\?" + token));
        assertTrue(PreviewLink.to("/a?b=c").url(KEY, "/shop").matches("/shop/a\\?b=c&" + token));
    }

    @Test
    void aLinkIsRefusedThatLeadsElsewhereOrLivesTooLong() {
        for (String page : List.of("", "a", "//evil.example", "/a#b", "/a b", "/a\"", "/é", "https://evil.example")) {
            assertThrows(IllegalArgumentException.class, () -> PreviewLink.to(page), page);
        }
        PreviewLink link = PreviewLink.to("/");
        for (Duration time : List.of(Duration.ofDays(30).plusSeconds(1), Duration.ofSeconds(59), Duration.ofDays(-1))) {
            assertThrows(IllegalArgumentException.class, () -> link.validFor(time), time.toString());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> link.traits(Map.of("a", "x".repeat(4000))).url(KEY, ""));
        assertThrows(IllegalArgumentException.class, () -> link.url("short", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"undefined", "null", "-1", "0000-0000", " jane"})
    void aPreviewIsRefusedOfAnIdThatNamesNoVisitor(String id) {
        ProfileKey key = ProfileKey.user(id);
        PreviewLink link = PreviewLink.to("/");
        assertThrows(IllegalArgumentException.class, () -> link.profile(key));
        assertThrows(IllegalArgumentException.class, () -> Preview.parse("{\"profile\": \"" + key + "\"}"));
    }

    @Test
    void aRibbonNamesAStoredProfileOnlyToThoseWhoMayKnow() {
        Preview preview = new Preview(Profile.unknown(), ProfileKey.user("jane"), null, Assignments.NONE);
        assertTrue(preview.visitor(true).contains("user_id:jane"));
        assertTrue(!preview.visitor(false).contains("jane"));
    }
}

package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.ProfileUpdate.Deleted;
import dev.attune.profile.ProfileUpdate.Pulled;
import dev.attune.profile.ProfileUpdate.Pushed;
import dev.attune.profile.TraitValue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of the embedded store as a release with this format left it, kept beside the tests so that later releases are held
 * to reading it. Once released, a format's file is never made again; a new format gets one of its own:
 *
 * <pre>mvn -q -o -pl filter-core test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.attune.internal.store.StoreFixture -Dexec.args=DIRECTORY</pre>
 */
public final class StoreFixture {
    static final ProfileKey JANE = ProfileKey.user("jane");
    static final ProfileKey BROWSER = ProfileKey.anonymous("browser");
    static final ProfileKey JOE = ProfileKey.user("joe");
    static final Instant TIME = Instant.parse("2026-11-23T12:00:00Z");
    static final Map<String, Object> TRAITS = Map.of(
            "text",
            "Zoë",
            "wide",
            "日本語 😀",
            "flag",
            true,
            "whole",
            -42L,
            "real",
            0.25,
            "list",
            List.of("a", 1L, List.of()),
            "map",
            Map.of("city", "Köln", "zip", 50667L));

    private StoreFixture() {}

    /** What the file holds. */
    static List<ProfileUpdate> updates() {
        return List.of(
                new Pulled(
                        JANE,
                        TIME,
                        Map.of(
                                "plan",
                                new TraitValue("pro", TIME),
                                "gone",
                                new TraitValue(1L, TIME),
                                "old",
                                TraitValue.undated("x"))),
                new Pushed(JANE, TIME.plusSeconds(1), TRAITS, Set.of(BROWSER)),
                new Pulled(
                        JANE,
                        TIME.plusSeconds(2),
                        Map.of("plan", new TraitValue("team", TIME.plusSeconds(2)), "old", TraitValue.undated("x"))),
                new Pushed(BROWSER, TIME, Map.of("cart", 3L)),
                new Pushed(JOE, TIME, Map.of("vip", true)),
                new Deleted(JOE, TIME.plusSeconds(5)));
    }

    public static void main(String[] args) {
        try (EmbeddedProfileStore store =
                EmbeddedProfileStore.open(Path.of(args[0]), Duration.ofDays(36_500), InstantSource.fixed(TIME))) {
            store.merge(updates()).join();
        }
    }
}

package dev.attune.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.ProfileUpdate.Pulled;
import dev.attune.profile.ProfileUpdate.Pushed;
import dev.attune.profile.TraitValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedProfileStoreTest extends ProfileStoreContract {
    private static final ProfileKey JANE = ProfileKey.user("jane");
    private static final Duration KEEP = Duration.ofDays(2);

    @TempDir
    Path directory;

    private EmbeddedProfileStore store;

    @BeforeEach
    void open() {
        store = EmbeddedProfileStore.open(directory, KEEP);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    ProfileStore store() {
        return store;
    }

    private static Pushed push(ProfileKey key, Object value) {
        return new Pushed(key, Instant.now(), Map.of("n", value));
    }

    @Test
    void hasEverythingAfterItWasClosedAndOpenedAgain() {
        store.merge(List.of(push(JANE, 7L))).join();
        store.keep(new Pulled(ProfileKey.user("joe"), Instant.now(), Map.of("n", new TraitValue(8L, Instant.now()))))
                .join();
        store.close();
        open();
        assertEquals(Map.of("n", 7L), store.find(JANE).join().profile().traits());
        assertEquals(
                Map.of("n", 8L),
                store.find(ProfileKey.user("joe")).join().profile().traits());
    }

    @Test
    void closingFinishesWhatWasAsked() {
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            asked.add(store.merge(List.of(push(ProfileKey.user("v" + i), (long) i))));
        }
        store.close();
        asked.forEach(CompletableFuture::join);
        open();
        assertEquals(
                Map.of("n", 499L),
                store.find(ProfileKey.user("v499")).join().profile().traits());
    }

    @Test
    void aClosedStoreRefusesAtOnce() {
        store.close();
        for (CompletableFuture<?> refused : List.of(store.merge(List.of(push(JANE, 1))), store.find(JANE))) {
            CompletionException e = assertThrows(CompletionException.class, refused::join);
            assertTrue(e.getCause() instanceof StoreException, () -> String.valueOf(e.getCause()));
        }
    }

    @Test
    void aSecondOwnerOfTheDirectoryIsRefusedByName() {
        UnusableStoreException e =
                assertThrows(UnusableStoreException.class, () -> EmbeddedProfileStore.open(directory, KEEP));
        assertTrue(String.valueOf(e.getMessage()).contains(directory.toString()), e.getMessage());
    }

    /** The file was made by {@link StoreFixture}; a change that no longer reads it breaks the update of every user. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFileOfEachFormatThereEverWasIsRead(int format, @TempDir Path elsewhere) throws IOException {
        try (InputStream file =
                EmbeddedProfileStoreTest.class.getResourceAsStream("profiles-format-" + format + ".mv")) {
            Files.copy(Objects.requireNonNull(file), elsewhere.resolve(StoreFile.NAME));
        }
        try (EmbeddedProfileStore old =
                EmbeddedProfileStore.open(elsewhere, Duration.ofDays(36_500), InstantSource.fixed(StoreFixture.TIME))) {
            Map<ProfileKey, ProfileRecord> expected = new HashMap<>();
            for (ProfileUpdate update : StoreFixture.updates()) {
                expected.merge(
                        update.key(), ProfileRecord.empty().merge(update), (before, unused) -> before.merge(update));
            }
            expected.forEach((key, record) -> {
                ProfileRecord found = old.find(key).join();
                assertEquals(record.profile(), found.profile());
                assertEquals(record.pulledAt(), found.pulledAt());
                assertEquals(record.deletedAt(), found.deletedAt());
                assertEquals(record.links(), found.links());
            });
            ProfileRecord jane = old.find(StoreFixture.JANE).join();
            StoreFixture.TRAITS.forEach(
                    (name, value) -> assertEquals(value, jane.profile().value(name)));
            assertEquals(Set.of(StoreFixture.BROWSER.toString()), jane.links());
            // It goes on as what it is: newer by merging, still behind a deletion.
            Instant late = StoreFixture.TIME.plusSeconds(4);
            old.merge(List.of(
                            new Pushed(StoreFixture.JANE, late, Map.of("flag", false)),
                            new Pushed(StoreFixture.JOE, late, Map.of("vip", true))))
                    .join();
            assertEquals(false, old.find(StoreFixture.JANE).join().profile().value("flag"));
            assertTrue(old.find(StoreFixture.JOE).join().profile().isUnknown());
        }
    }

    @Test
    void aNewerFormatIsRefusedByName() {
        store.close();
        try (MVStore mv = MVStore.open(directory.resolve(StoreFile.NAME).toString())) {
            mv.setStoreVersion(StoreFile.FORMAT + 1);
            mv.commit();
        }
        UnusableStoreException e =
                assertThrows(UnusableStoreException.class, () -> EmbeddedProfileStore.open(directory, KEEP));
        assertTrue(String.valueOf(e.getMessage()).contains("format 3"), e.getMessage());
    }

    @Test
    void aDamagedRecordCountsAsNone() {
        store.merge(List.of(push(JANE, 1))).join();
        store.close();
        try (MVStore mv = MVStore.open(directory.resolve(StoreFile.NAME).toString())) {
            mv.openMap(
                            "profiles",
                            new MVMap.Builder<String, byte[]>()
                                    .keyType(StringDataType.INSTANCE)
                                    .valueType(ByteArrayDataType.INSTANCE))
                    .put(JANE.toString(), new byte[] {1, 2, 3});
            mv.commit();
        }
        open();
        assertTrue(store.find(JANE).join().profile().isUnknown());
        store.merge(List.of(push(JANE, 2L))).join();
        assertEquals(Map.of("n", 2L), store.find(JANE).join().profile().traits());
    }

    @Test
    void aDirectoryThatCannotBeMadeCostsUpdatesButNotTheStart() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        try (EmbeddedProfileStore broken = EmbeddedProfileStore.open(file.resolve("store"), KEEP)) {
            CompletionException e = assertThrows(
                    CompletionException.class,
                    () -> broken.merge(List.of(push(JANE, 1))).join());
            assertTrue(e.getCause() instanceof StoreException);
            assertTrue(!broken.health().isUp());
            Files.delete(file);
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!broken.health().isUp() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            broken.merge(List.of(push(JANE, 1L))).join();
            assertEquals(Map.of("n", 1L), broken.find(JANE).join().profile().traits());
        }
    }

    @Test
    void dropsWhatWasOnlyPulledLongAgo() {
        Instant longAgo = Instant.now().minus(KEEP).minusSeconds(60);
        ProfileKey joe = ProfileKey.user("joe");
        store.keep(new Pulled(JANE, longAgo, Map.of("n", new TraitValue(1, longAgo))))
                .join();
        store.merge(List.of(push(joe, 5L))).join();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (store.find(JANE).join().pulledAt() != null && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(store.find(JANE).join().profile().isUnknown());
        assertEquals(Map.of("n", 5L), store.find(joe).join().profile().traits());
    }

    @Test
    void itsFileDoesNotGrowWithTheNumberOfUpdates() throws IOException {
        String text = "x".repeat(500);
        long early = 0;
        for (int round = 0; round < 60; round++) {
            List<ProfileUpdate> updates = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                updates.add(push(ProfileKey.user("v" + i), text + round));
            }
            for (int from = 0; from < updates.size(); from += 50) {
                store.merge(updates.subList(from, from + 50)).join();
            }
            if (round == 19) {
                early = Files.size(directory.resolve(StoreFile.NAME));
            }
        }
        long late = Files.size(directory.resolve(StoreFile.NAME));
        assertTrue(late < 64_000_000, "grew from " + early + " to " + late);
    }

    /** Four thousand visitors in a file that many commits wrote, as that of a site is. */
    private static byte[] manyProfiles(Path folder) throws IOException {
        try (EmbeddedProfileStore full = EmbeddedProfileStore.open(folder, KEEP)) {
            for (int i = 0; i < 200; i++) {
                List<ProfileUpdate> updates = new ArrayList<>();
                for (int j = 0; j < 20; j++) {
                    updates.add(push(ProfileKey.user("k" + (i * 20 + j)), "x".repeat(300)));
                }
                full.merge(updates).join();
            }
        }
        return Files.readAllBytes(folder.resolve(StoreFile.NAME));
    }

    private static int readable(ProfileStore store) {
        int found = 0;
        for (int i = 0; i < 4_000; i++) {
            CompletableFuture<ProfileRecord> record = store.find(ProfileKey.user("k" + i));
            found +=
                    record.isCompletedExceptionally() || record.join().profile().isUnknown() ? 0 : 1;
        }
        return found;
    }

    private static String setAside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("profiles-damaged-"))
                    .sorted()
                    .reduce("", (all, name) -> all + name);
        }
    }

    private enum Damage {
        HOLE_IN_THE_MIDDLE(3_000),
        BOTH_HEADERS_GONE(4_000),
        CUT_IN_HALF(1_000),
        ONE_BYTE_SHORT(3_900),
        GARBAGE(0),
        ANOTHER_FILE(0);

        final int least;

        Damage(int least) {
            this.least = least;
        }

        byte[] of(byte[] file) {
            byte[] damaged = file.clone();
            switch (this) {
                case HOLE_IN_THE_MIDDLE ->
                    Arrays.fill(damaged, damaged.length / 3, damaged.length / 3 + 20_000, (byte) 0);
                case BOTH_HEADERS_GONE -> Arrays.fill(damaged, 0, 8192, (byte) 0);
                case CUT_IN_HALF -> damaged = Arrays.copyOf(damaged, damaged.length / 2);
                case ONE_BYTE_SHORT -> damaged = Arrays.copyOf(damaged, damaged.length - 1);
                case GARBAGE -> new Random(1).nextBytes(damaged);
                case ANOTHER_FILE -> damaged = "hello".getBytes(StandardCharsets.UTF_8);
            }
            return damaged;
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    @Timeout(60)
    void ofADamagedFileAllThatCanBeReadIsServedUpdatesAreTakenAndTheFileIsSetAside(Damage damage, @TempDir Path folder)
            throws IOException {
        byte[] damaged = damage.of(manyProfiles(folder));
        Files.write(folder.resolve(StoreFile.NAME), damaged);
        try (EmbeddedProfileStore mended = EmbeddedProfileStore.open(folder, KEEP)) {
            // A page that is damaged may be met only by the tidying.
            while (setAside(folder).isEmpty() || !mended.health().isUp()) {
                Thread.onSpinWait();
            }
            int found = readable(mended);
            assertTrue(found >= damage.least, () -> damage + ": " + found);
            assertTrue(mended.health().detail().contains(setAside(folder)), mended.health()::detail);
            mended.merge(List.of(push(JANE, 1L))).join();
            // The part that cannot be read may be met only after some more was written.
            assertTrue(Files.size(folder.resolve(setAside(folder))) >= damaged.length);
        }
        try (EmbeddedProfileStore again = EmbeddedProfileStore.open(folder, KEEP)) {
            assertEquals(Map.of("n", 1L), again.find(JANE).join().profile().traits());
            assertTrue(readable(again) >= damage.least);
        }
    }

    @Test
    void aMendingThatWasInterruptedIsFinished(@TempDir Path folder) throws IOException {
        manyProfiles(folder);
        Files.move(folder.resolve(StoreFile.NAME), folder.resolve(StoreFile.NAME + ".mending"));
        try (EmbeddedProfileStore again = EmbeddedProfileStore.open(folder, KEEP)) {
            assertEquals(4_000, readable(again));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyItsOwnerMayReadIt(@TempDir Path folder) throws IOException {
        Path own = folder.resolve("made/by/attune");
        try (EmbeddedProfileStore made = EmbeddedProfileStore.open(own, KEEP)) {
            made.merge(List.of(push(JANE, 1))).join();
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(own.resolve(StoreFile.NAME))));
        }
        Files.setPosixFilePermissions(own.resolve(StoreFile.NAME), PosixFilePermissions.fromString("rw-r--r--"));
        try (EmbeddedProfileStore made = EmbeddedProfileStore.open(own, KEEP)) {
            assertTrue(made.health().isUp());
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(own.resolve(StoreFile.NAME))));
        }
    }

    @Test
    @Timeout(60)
    void theNextVersionOfAnAppOpensItsStoreOnceTheFormerOneHasStopped() {
        store.merge(List.of(push(JANE, 3L))).join();
        try (EmbeddedProfileStore next = EmbeddedProfileStore.openWhenFree(directory, KEEP)) {
            assertTrue(next.find(JANE).isCompletedExceptionally());
            store.close();
            while (!next.health().isUp()) {
                Thread.onSpinWait();
            }
            assertEquals(Map.of("n", 3L), next.find(JANE).join().profile().traits());
        }
    }

    @Test
    void aFileInAFormerDirectoryMovesAndNoneIsLeftThere(@TempDir Path former, @TempDir Path home) throws IOException {
        Path work = former.resolve("attune");
        try (EmbeddedProfileStore old = EmbeddedProfileStore.open(work, KEEP)) {
            old.merge(List.of(push(JANE, 4L))).join();
            FormerFile.moveTo(home, work);
            assertTrue(Files.exists(work.resolve(StoreFile.NAME)), "it is in use");
        }
        FormerFile.moveTo(home, work);
        assertTrue(Files.notExists(work));
        try (EmbeddedProfileStore now = EmbeddedProfileStore.open(home, KEEP);
                EmbeddedProfileStore other = EmbeddedProfileStore.open(work, KEEP)) {
            assertEquals(Map.of("n", 4L), now.find(JANE).join().profile().traits());
            other.merge(List.of(push(JANE, 5L))).join();
        }
        FormerFile.moveTo(home, work);
        assertTrue(Files.notExists(work));
        try (EmbeddedProfileStore now = EmbeddedProfileStore.open(home, KEEP)) {
            assertEquals(Map.of("n", 4L), now.find(JANE).join().profile().traits());
        }
    }
}

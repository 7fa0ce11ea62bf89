package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file of the embedded store, opened whatever state it is in. A damaged one is set aside under a new name, and a fresh
 * one goes on with all that could be read of it.
 *
 * @param file the open file
 * @param aside the name of the damaged file, or null where it was whole
 */
record MendedFile(StoreFile file, @Nullable String aside) {
    private static final System.Logger LOG = System.getLogger(MendedFile.class.getPackageName());
    private static final String FRESH = StoreFile.NAME + ".mending";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What does not need to wait for the end is written after so many records: they must not all be on the heap. */
    private static final int WRITTEN_TOGETHER = 5_000;

    /**
     * Opens the file, and mends it where it must be.
     *
     * @throws UnusableStoreException as {@link StoreFile#open}
     * @throws StoreException if it cannot be opened now
     */
    static MendedFile open(Path directory, InstantSource clock) {
        try {
            finishMending(directory);
            return new MendedFile(StoreFile.open(directory, clock), null);
        } catch (DamagedFileException e) {
            return mend(directory, clock, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new StoreException("the profile store in " + directory + " cannot be opened: " + e);
        }
    }

    /**
     * Mends a file that was found damaged while it was open, and that is closed by now.
     *
     * @param reason how the damage shows, for the log
     */
    static MendedFile mend(Path directory, InstantSource clock, String reason) {
        try {
            Files.deleteIfExists(directory.resolve(FRESH));
            long count = copy(directory, clock);
            String aside = "profiles-damaged-" + TIME.format(clock.instant()) + ".mv";
            Files.move(directory.resolve(StoreFile.NAME), directory.resolve(aside));
            finishMending(directory);
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Attune: the profile store in {0} is damaged ({1}). {2} profiles could be read and go on in a fresh file."
                            + " What could not be read is lost, erasures among it. The damaged file is now {3}: it holds"
                            + " personal data, so delete it when it is not needed any more",
                    directory,
                    reason,
                    String.valueOf(count),
                    aside);
            return new MendedFile(StoreFile.open(directory, clock), aside);
        } catch (IOException | DamagedFileException e) {
            throw new StoreException(
                    "the profile store in " + directory + " is damaged (" + reason + ") and cannot be mended: " + e);
        }
    }

    private static long copy(Path directory, InstantSource clock) throws IOException {
        StoreFile fresh = StoreFile.open(directory, FRESH, clock);
        try {
            new DamagedFile(directory.resolve(StoreFile.NAME)).read((key, record) -> {
                boolean isNew = isRecord(key, record) && fresh.putIfAbsent(key, record);
                if (isNew && fresh.size() % WRITTEN_TOGETHER == 0) {
                    fresh.commit();
                }
            });
            fresh.commit();
            return fresh.size();
        } finally {
            fresh.close();
        }
    }

    private static boolean isRecord(String key, byte[] record) {
        try {
            ProfileKey.parse(key);
            ProfileRecord.fromBytes(record);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The process may have ended between the two steps that put a fresh file in the place of a damaged one. */
    private static void finishMending(Path directory) throws IOException {
        Path fresh = directory.resolve(FRESH);
        Path file = directory.resolve(StoreFile.NAME);
        if (Files.exists(fresh) && Files.notExists(file)) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

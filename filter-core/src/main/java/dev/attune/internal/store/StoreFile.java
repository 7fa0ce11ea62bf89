package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * The file of the embedded store, an MVStore: read by any thread, written by one. Whatever fails is a
 * {@link StoreException}; the file is then to be closed and opened again.
 */
final class StoreFile implements AutoCloseable {
    /** Grows with each change of the file's layout that older releases cannot read. */
    static final int FORMAT = 2;

    static final String NAME = "profiles.mv";

    /** The name of the map in it. */
    static final String MAP = "profiles";

    /** Freed space is used again after this, in milliseconds: longer than a freed chunk may wait to be synced. */
    private static final int RETENTION = 1_000;

    /** Small pages, since a profile is small and each one that changes has its page written anew. */
    private static final int PAGE_BYTES = 4096;

    private static final int FILL_RATE = 50;
    private static final int COMPACTED_BYTES = 4 * 1024 * 1024;

    private final MVStore mv;
    private final MVMap<String, byte[]> profiles;
    private final Records records;
    private volatile boolean isDamaged;
    private @Nullable String swept;

    private StoreFile(MVStore mv, MVMap<String, byte[]> profiles, InstantSource clock) {
        this.mv = mv;
        this.profiles = profiles;
        this.records = new Records(clock) {
            @Override
            ProfileRecord get(ProfileKey key) {
                return StoreFile.this.get(key);
            }

            @Override
            void put(ProfileKey key, ProfileRecord record) {
                profiles.put(key.toString(), record.toBytes());
            }
        };
    }

    /**
     * Opens the file in a directory, making both where they are missing.
     *
     * @throws UnusableStoreException if trying again is of no use: another process has it, or a newer release wrote it
     * @throws DamagedFileException if it is to be mended first, by {@link MendedFile}
     * @throws StoreException if it cannot be opened now
     */
    static StoreFile open(Path directory, InstantSource clock) {
        return open(directory, NAME, clock);
    }

    static StoreFile open(Path directory, String name, InstantSource clock) {
        MVStore mv = null;
        try {
            PrivatePath.makeFolder(directory);
            PrivatePath.makeFile(directory.resolve(name));
            mv = new MVStore.Builder()
                    .fileName(directory.resolve(name).toString())
                    .autoCommitDisabled()
                    .pageSplitSize(PAGE_BYTES)
                    .open();
            if (mv.isReadOnly()) {
                // It would be opened only for reading, and not say so before the first commit.
                throw new StoreException("the profile store in " + directory + " cannot be written");
            }
            mv.setRetentionTime(RETENTION);
            mv.setVersionsToKeep(0);
            checkFormat(mv, directory);
            if (DamagedFile.isBehindItsHeader(mv)) {
                throw new DamagedFileException("it was cut or lost a part");
            }
            return new StoreFile(mv, map(mv), clock);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new StoreInUseException("the profile store in " + directory
                        + " is in use by another process or web app; give each its own directory");
            }
            throw closing(
                    mv,
                    DamagedFile.isTold(e)
                            ? new DamagedFileException(String.valueOf(e.getMessage()))
                            : new StoreException(
                                    "the profile store in " + directory + " cannot be opened: " + e.getMessage()));
        } catch (StoreException | DamagedFileException e) {
            throw closing(mv, e);
        } catch (IOException | IllegalArgumentException e) {
            throw closing(mv, new StoreException("the profile store in " + directory + " cannot be opened: " + e));
        }
    }

    static MVMap<String, byte[]> map(MVStore mv) {
        return mv.openMap(
                MAP,
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    private static RuntimeException closing(@Nullable MVStore mv, RuntimeException failure) {
        if (mv != null) {
            mv.closeImmediately();
        }
        return failure;
    }

    private static void checkFormat(MVStore mv, Path directory) {
        int format = mv.getStoreVersion();
        if (format > FORMAT) {
            mv.closeImmediately();
            throw new UnusableStoreException("the profile store in " + directory + " has format " + format
                    + ", written by a newer release; this one knows formats up to " + FORMAT);
        }
        mv.setStoreVersion(FORMAT);
    }

    ProfileRecord get(ProfileKey key) {
        byte[] bytes;
        try {
            bytes = profiles.get(key.toString());
        } catch (RuntimeException e) {
            throw failed(e);
        }
        try {
            return bytes == null ? ProfileRecord.empty() : ProfileRecord.fromBytes(bytes);
        } catch (IllegalArgumentException e) {
            // A damaged record must not cost every page of its visitor; pulled traits will be pulled again.
            return ProfileRecord.empty();
        }
    }

    Records records() {
        return records;
    }

    /** Makes all that was merged durable. */
    void commit() {
        try {
            mv.commit();
            mv.sync();
        } catch (MVStoreException e) {
            throw failed(e);
        }
    }

    /** Gives back the space of records written over. */
    void compact() {
        try {
            if (mv.compact(FILL_RATE, COMPACTED_BYTES)) {
                mv.commit();
                mv.sync();
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    /**
     * Goes on through the records, some at a time, and drops those that hold only traits pulled too long ago to be
     * served.
     */
    void sweep(int some, Instant now, Duration keepPulled) {
        try {
            Iterator<String> keys = profiles.keyIterator(swept);
            for (int i = 0; i < some; i++) {
                if (!keys.hasNext()) {
                    swept = null;
                    return;
                }
                swept = keys.next();
                byte[] bytes = profiles.get(swept);
                if (bytes != null && isWorthless(bytes, now.minus(keepPulled))) {
                    profiles.remove(swept);
                }
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private static boolean isWorthless(byte[] bytes, Instant oldest) {
        try {
            ProfileRecord record = ProfileRecord.fromBytes(bytes);
            Instant pulledAt = record.pulledAt();
            return record.deletedAt() == null
                    && record.links().isEmpty()
                    && pulledAt != null
                    && pulledAt.isBefore(oldest)
                    && record.profile().names().stream().noneMatch(record.profile()::isPushed);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    long size() {
        return profiles.sizeAsLong();
    }

    private StoreException failed(RuntimeException e) {
        if (DamagedFile.isTold(e)) {
            isDamaged = true;
        }
        return new StoreException(
                "the profile store failed: " + (e instanceof MVStoreException ? e.getMessage() : e.toString()));
    }

    /** Whether a part of it could not be read: it goes on with the rest once it was mended. */
    boolean isDamaged() {
        return isDamaged;
    }

    /** Takes over what another file says of a visitor, and returns whether there was nothing yet. */
    boolean putIfAbsent(String key, byte[] record) {
        return profiles.putIfAbsent(key, record) == null;
    }

    @Override
    public void close() {
        mv.close();
    }

    /** Closes without writing anything, after a failure. */
    void abandon() {
        mv.closeImmediately();
    }
}

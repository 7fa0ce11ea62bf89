package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes the embedded store. Updates that arrive while a commit is under way share the next one: a sync
 * takes the same time for one update as for hundreds. One thread also means that no two merges of a visitor ever meet.
 *
 * <p>After a failure (a full disk) the file is opened again every so often; meanwhile updates fail at once.
 */
final class GroupCommitter implements Runnable {
    private static final System.Logger LOG = System.getLogger(GroupCommitter.class.getPackageName());
    private static final int MOST_WAITING = 8192;
    private static final int MOST_TOGETHER = 1024;
    private static final int SWEPT_TOGETHER = 1000;

    /** What need not be durable is so after this. */
    private static final long LAZY = Duration.ofMillis(500).toNanos();

    private static final long TIDY = Duration.ofSeconds(2).toNanos();
    private static final long REOPEN = Duration.ofSeconds(1).toNanos();

    private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Path directory;
    private final InstantSource clock;
    private final Duration keepPulled;
    private final ChangeListeners listeners;
    private volatile @Nullable StoreFile file;
    private volatile boolean isClosing;
    private volatile String trouble = "the profile store could not be opened";
    private volatile @Nullable String aside;
    private @Nullable String damage;
    private long lastCommit = System.nanoTime();
    private long lastTidy = System.nanoTime();
    private long lastOpen = System.nanoTime();
    private boolean isDirty;

    GroupCommitter(
            @Nullable MendedFile opened,
            Path directory,
            InstantSource clock,
            Duration keepPulled,
            ChangeListeners listeners) {
        this.file = opened == null ? null : opened.file();
        this.aside = opened == null ? null : opened.aside();
        this.directory = directory;
        this.clock = clock;
        this.keepPulled = keepPulled;
        this.listeners = listeners;
    }

    private interface Work {
        void merge(StoreFile file);

        boolean isDurable();

        void done();

        void failed(StoreException failure);
    }

    /** Updates that are acknowledged only when durable. */
    private final class Durable implements Work {
        private final List<ProfileUpdate> updates;
        final CompletableFuture<Void> outcome = new CompletableFuture<>();

        Durable(List<ProfileUpdate> updates) {
            this.updates = updates;
        }

        @Override
        public void merge(StoreFile into) {
            updates.forEach(update -> into.records().merge(update).forEach(key -> listeners.changed(key, update)));
        }

        @Override
        public boolean isDurable() {
            return true;
        }

        @Override
        public void done() {
            outcome.complete(null);
        }

        @Override
        public void failed(StoreException failure) {
            outcome.completeExceptionally(failure);
        }
    }

    /** A pulled profile, which may be lost. */
    private static final class Lazy implements Work {
        private final ProfileUpdate.Pulled update;
        final CompletableFuture<ProfileRecord> outcome = new CompletableFuture<>();

        Lazy(ProfileUpdate.Pulled update) {
            this.update = update;
        }

        @Override
        public void merge(StoreFile into) {
            into.records().merge(update);
            outcome.complete(into.get(update.key()));
        }

        @Override
        public boolean isDurable() {
            return false;
        }

        @Override
        public void done() {}

        @Override
        public void failed(StoreException failure) {
            outcome.completeExceptionally(failure);
        }
    }

    CompletableFuture<Void> merge(List<ProfileUpdate> updates) {
        Durable work = new Durable(List.copyOf(updates));
        enqueue(work);
        return work.outcome;
    }

    CompletableFuture<ProfileRecord> keep(ProfileUpdate.Pulled update) {
        Lazy work = new Lazy(update);
        enqueue(work);
        return work.outcome;
    }

    private void enqueue(Work work) {
        if (isClosing) {
            work.failed(new StoreException("the profile store is closed"));
        } else if (file == null) {
            work.failed(new StoreException(trouble));
        } else if (!queue.offer(work)) {
            work.failed(new StoreException("more than " + MOST_WAITING + " updates wait for the profile store"));
        } else if (isClosing && queue.remove(work)) {
            work.failed(new StoreException("the profile store is closed"));
        }
    }

    ProfileRecord find(ProfileKey key) {
        StoreFile open = file;
        if (open == null) {
            throw new StoreException(isClosing ? "the profile store is closed" : trouble);
        }
        return open.get(key);
    }

    StoreHealth health() {
        StoreFile open = file;
        return open == null
                ? new StoreHealth("embedded", false, isClosing ? "closed" : trouble)
                : new StoreHealth(
                        "embedded",
                        true,
                        open.size() + " profiles, " + queue.size() + " updates waiting"
                                + (aside == null ? "" : "; the file was damaged and is now " + aside));
    }

    void close() {
        isClosing = true;
    }

    @Override
    public void run() {
        while (!isClosing || !queue.isEmpty()) {
            List<Work> group = nextGroup();
            StoreFile open = file == null ? reopened() : file;
            if (open == null) {
                fail(group, new StoreException(trouble));
                continue;
            }
            try {
                write(open, group);
                if (open.isDamaged()) {
                    broke(open, group, new StoreException("a part of the profile store cannot be read"));
                }
            } catch (StoreException e) {
                broke(open, group, e);
            } catch (RuntimeException | Error e) {
                // MVStore may fail in ways of its own (an error of the JDK on a full disk): the file is suspect then.
                broke(open, group, new StoreException("the profile store failed: " + e, e));
            }
        }
        StoreFile open = file;
        file = null;
        if (open != null) {
            closeQuietly(open);
        }
        fail(new ArrayList<>(queue), new StoreException("the profile store is closed"));
    }

    private List<Work> nextGroup() {
        List<Work> group = new ArrayList<>();
        try {
            Work first = queue.poll(200, TimeUnit.MILLISECONDS);
            if (first != null) {
                group.add(first);
                queue.drainTo(group, MOST_TOGETHER - 1);
            }
        } catch (InterruptedException e) {
            // Only close() ends this thread.
        }
        return group;
    }

    private void write(StoreFile open, List<Work> group) {
        boolean isDurable = false;
        for (Work work : group) {
            work.merge(open);
            isDirty = true;
            isDurable |= work.isDurable();
        }
        long now = System.nanoTime();
        if (isDurable || (isDirty && now - lastCommit > LAZY)) {
            open.commit();
            isDirty = false;
            lastCommit = now;
            group.forEach(Work::done);
        }
        if (now - lastTidy > TIDY) {
            lastTidy = now;
            open.sweep(SWEPT_TOGETHER, clock.instant(), keepPulled);
            open.compact();
            isDirty = true;
        }
    }

    private void broke(StoreFile open, List<Work> group, StoreException failure) {
        LOG.log(
                System.Logger.Level.ERROR,
                "Attune: {0}; updates are refused until it can be opened again",
                failure.getMessage());
        trouble = String.valueOf(failure.getMessage());
        damage = open.isDamaged() ? trouble : null;
        file = null;
        isDirty = false;
        fail(group, failure);
        open.abandon();
        // A damaged file is mended at once; a full disk needs time.
        lastOpen = System.nanoTime() - (damage == null ? 0 : REOPEN);
        // Updates that were merged, told of and read, but not committed, are gone.
        listeners.anyChanged();
    }

    private @Nullable StoreFile reopened() {
        long now = System.nanoTime();
        if (now - lastOpen < REOPEN) {
            return null;
        }
        lastOpen = now;
        try {
            MendedFile opened =
                    damage == null ? MendedFile.open(directory, clock) : MendedFile.mend(directory, clock, damage);
            StoreFile open = opened.file();
            commitOrAbandon(open);
            damage = null;
            aside = opened.aside() == null ? aside : opened.aside();
            file = open;
            LOG.log(System.Logger.Level.INFO, "Attune: the profile store in {0} is open again", directory);
            return open;
        } catch (StoreException | UnusableStoreException e) {
            trouble = String.valueOf(e.getMessage());
            return null;
        } catch (RuntimeException | Error e) {
            // As in a commit: the thread goes on, and the next attempt is due in a second.
            trouble = "the profile store cannot be opened: " + e;
            LOG.log(System.Logger.Level.ERROR, "Attune: the profile store cannot be opened", e);
            return null;
        }
    }

    /** A file that stays open is locked: no later attempt could open it. */
    private static void commitOrAbandon(StoreFile open) {
        try {
            open.commit();
        } catch (RuntimeException | Error e) {
            open.abandon();
            throw e;
        }
    }

    private static void closeQuietly(StoreFile open) {
        try {
            open.commit();
            open.close();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Attune: the profile store did not close well", e);
            open.abandon();
        }
    }

    private static void fail(List<Work> group, StoreException failure) {
        group.forEach(work -> work.failed(failure));
    }
}

package dev.attune.jakarta.internal.cdi;

import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Rounds;
import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.store.ProfileChange;
import dev.attune.jakarta.cdi.ProfileChanged;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells the app's observers of changed profiles, on a thread of its own: a merge waits for none of them. Thread-safe.
 */
final class ProfileEvents implements Runnable, AutoCloseable {
    /** Like any event, for asking whether anybody listens. */
    static final ProfileChanged SAMPLE =
            new ProfileChanged(ProfileKey.user("sample"), ProfileChanged.Kind.CHANGED, Map.of());

    private static final System.Logger LOG = System.getLogger(ProfileEvents.class.getPackageName());
    private static final int MOST_WAITING = 10_000;

    private final BlockingQueue<ProfileChanged> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final FailureLog failures = new FailureLog(LOG, Ticker.SYSTEM);
    private final AtomicLong lost = new AtomicLong();
    private final Event<ProfileChanged> event;
    private final RequestContextController requests;
    private final Thread thread;
    private volatile boolean isClosed;

    /** Begins, for observers that see the calling thread's context class loader. */
    ProfileEvents(BeanManager manager) {
        event = manager.getEvent().select(ProfileChanged.class);
        requests =
                manager.createInstance().select(RequestContextController.class).get();
        thread = new Thread(this, "attune-profile-events");
        thread.setDaemon(true);
        thread.start();
    }

    void add(@Nullable ProfileChange change) {
        if (change != null && !isClosed && !waiting.offer(eventOf(change)) && lost.getAndIncrement() == 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: more than " + MOST_WAITING + " changed profiles wait for observers, which are too slow;"
                            + " events are lost");
        }
    }

    private static ProfileChanged eventOf(ProfileChange change) {
        ProfileUpdate by = change.by();
        if (by instanceof ProfileUpdate.Pushed pushed) {
            return new ProfileChanged(change.key(), ProfileChanged.Kind.PUSHED, pushed.traits());
        }
        ProfileChanged.Kind kind =
                by instanceof ProfileUpdate.Deleted ? ProfileChanged.Kind.DELETED : ProfileChanged.Kind.CHANGED;
        return new ProfileChanged(change.key(), kind, Map.of());
    }

    @Override
    public void run() {
        Rounds rounds = new Rounds("telling observers of a changed profile failed", this::tellNext, failures);
        while (!isClosed) {
            try {
                rounds.run();
            } catch (InterruptedException e) {
                // Only close() ends this thread.
            }
        }
    }

    private boolean tellNext() throws InterruptedException {
        ProfileChanged next = waiting.poll(1, TimeUnit.SECONDS);
        if (next != null) {
            tell(next);
        } else {
            lost.set(0);
        }
        return !isClosed;
    }

    private void tell(ProfileChanged change) {
        boolean began = requests.activate();
        try {
            event.fire(change);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.WARNING, "Attune: an observer of changed profiles failed", e);
        } finally {
            if (began) {
                requests.deactivate();
            }
        }
        event.fireAsync(change, NotificationOptions.ofExecutor(Runnable::run)).whenComplete((told, failure) -> {
            if (failure != null) {
                LOG.log(System.Logger.Level.WARNING, "Attune: an observer of changed profiles failed", failure);
            }
        });
    }

    /** Ends after the event under way; those that wait are lost. */
    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }
}

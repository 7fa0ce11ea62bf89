package dev.attune.it.cdi;

import dev.attune.jakarta.cdi.ProfileChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Remembers which profiles changed, slowly. */
@ApplicationScoped
public class Watcher {
    static final long SLOWNESS_NANOS = 1_500_000_000;

    private final List<String> changes = new CopyOnWriteArrayList<>();

    void changed(@Observes ProfileChanged change) {
        LockSupport.parkNanos(SLOWNESS_NANOS);
        changes.add("observed " + change.kind() + " " + change.key() + " " + change.traits());
    }

    void changedLater(@ObservesAsync ProfileChanged change) {
        changes.add("async " + change.kind());
    }

    public String seen() {
        return changes.toString();
    }
}

package dev.attune.store;

import dev.attune.profile.ProfileKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who is told of changes. */
final class ChangeListeners {
    private final List<Consumer<@Nullable ProfileKey>> listeners = new CopyOnWriteArrayList<>();

    void add(Consumer<@Nullable ProfileKey> listener) {
        listeners.add(listener);
    }

    void changed(ProfileKey key) {
        listeners.forEach(listener -> listener.accept(key));
    }

    void anyChanged() {
        listeners.forEach(listener -> listener.accept(null));
    }
}

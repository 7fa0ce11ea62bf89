package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners for changes. */
final class ChangeListeners {
    private final List<Consumer<@Nullable ProfileChange>> listeners = new CopyOnWriteArrayList<>();

    void add(Consumer<@Nullable ProfileChange> listener) {
        listeners.add(listener);
    }

    /** @param by what changed it, or null where that is not known */
    void changed(ProfileKey key, @Nullable ProfileUpdate by) {
        ProfileChange change = new ProfileChange(key, by);
        listeners.forEach(listener -> listener.accept(change));
    }

    void anyChanged() {
        listeners.forEach(listener -> listener.accept(null));
    }
}

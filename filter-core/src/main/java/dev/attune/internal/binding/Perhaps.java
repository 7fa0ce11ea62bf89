package dev.attune.internal.binding;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An optional value: empty where there is none that fits. */
record Perhaps(Conversion value) implements Conversion {
    @Override
    public @Nullable Object of(Object json, Misfits misfits) {
        Object present = value.of(json, misfits);
        return present == null ? null : Optional.of(present);
    }

    @Override
    public Object absent() {
        return Optional.empty();
    }
}

package dev.attune.internal.binding;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A conversion that is made when there is a first value for it, since a type may hold others of its own. Two threads may both make
 * it.
 */
final class Lazily implements Conversion {
    private final Supplier<Conversion> making;
    private volatile @Nullable Conversion made;

    Lazily(Supplier<Conversion> making) {
        this.making = making;
    }

    @Override
    public @Nullable Object of(Object json, Misfits misfits) {
        Conversion known = made;
        if (known == null) {
            known = making.get();
            made = known;
        }
        return known.of(json, misfits);
    }
}

package dev.attune.profile;

import dev.attune.internal.binding.Misfits;
import java.util.function.Consumer;

/** A profile that tells which of its traits do not fit the type that it is read as. */
final class WatchedProfile extends Profile {
    private final Misfits misfits;

    WatchedProfile(TraitTable table, Consumer<String> listener) {
        super(table);
        misfits = Misfits.toldTo(listener);
    }

    @Override
    Misfits misfits() {
        return misfits;
    }
}

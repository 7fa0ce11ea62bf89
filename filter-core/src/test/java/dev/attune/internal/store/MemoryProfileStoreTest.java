package dev.attune.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate.Pushed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class MemoryProfileStoreTest extends ProfileStoreContract {
    private final MemoryProfileStore store = new MemoryProfileStore(1_000_000);

    @Override
    ProfileStore store() {
        return store;
    }

    @Test
    void refusesMoreProfilesThanItIsMadeFor() {
        MemoryProfileStore small = new MemoryProfileStore(1);
        Pushed jane = new Pushed(ProfileKey.user("jane"), Instant.EPOCH.plusSeconds(1), Map.of("vip", true));
        small.merge(List.of(jane)).join();
        small.merge(List.of(jane)).join();
        Pushed joe = new Pushed(ProfileKey.user("joe"), Instant.EPOCH.plusSeconds(1), Map.of("vip", true));
        CompletionException e = assertThrows(
                CompletionException.class, () -> small.merge(List.of(joe)).join());
        assertEquals(
                StoreException.class, e.getCause() == null ? null : e.getCause().getClass());
    }
}

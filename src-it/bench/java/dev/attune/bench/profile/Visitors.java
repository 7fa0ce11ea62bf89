package dev.attune.bench.profile;

import dev.attune.internal.segment.CallGate;
import dev.attune.internal.segment.ProfileSource;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.TraitValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Visitors of 20 traits of about 45 bytes, name and value together, each with a time of its own. */
final class Visitors implements ProfileSource {
    private final Instant now = Instant.now();

    static ProfileKey key(int number) {
        return ProfileKey.user("visitor-" + number + "@shop.example.com");
    }

    ProfileUpdate.Pulled profile(ProfileKey key) {
        int seed = key.hashCode();
        Map<String, TraitValue> traits = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            String value = Integer.toHexString(seed * 31 + i) + "-value-of-a-trait-that-is-not-short-";
            traits.put(
                    "trait_number_" + i,
                    new TraitValue(value.substring(0, 30), now.minusSeconds((seed & 0xFFFF) + i * 977L)));
        }
        return new ProfileUpdate.Pulled(key, now, traits);
    }

    @Override
    public CompletionStage<ProfileUpdate.Pulled> pull(ProfileKey key, CallGate gate) {
        return gate.pass(() -> CompletableFuture.completedFuture(profile(key)));
    }

    @Override
    public void close() {}
}

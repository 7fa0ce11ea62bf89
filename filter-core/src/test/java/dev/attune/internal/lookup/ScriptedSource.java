package dev.attune.internal.lookup;

import dev.attune.internal.segment.CallGate;
import dev.attune.internal.segment.ProfileSource;
import dev.attune.internal.segment.SourceException;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.TraitValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A source that a test plays. */
public final class ScriptedSource implements ProfileSource {
    final List<ProfileKey> pulled = new CopyOnWriteArrayList<>();
    volatile Function<ProfileKey, CompletableFuture<ProfileUpdate.Pulled>> script;
    volatile boolean isClosed;

    ScriptedSource(Function<ProfileKey, CompletableFuture<ProfileUpdate.Pulled>> script) {
        this.script = script;
    }

    /** A source at which every visitor has these traits. */
    public static ScriptedSource of(Map<String, Object> traits) {
        return new ScriptedSource(key -> CompletableFuture.completedFuture(answer(key, traits)));
    }

    static ProfileUpdate.Pulled answer(ProfileKey key, Map<String, Object> traits) {
        Instant now = Instant.now();
        Map<String, TraitValue> pulled = new HashMap<>();
        traits.forEach((name, value) -> pulled.put(name, new TraitValue(value, now)));
        return new ProfileUpdate.Pulled(key, now, pulled);
    }

    static CompletableFuture<ProfileUpdate.Pulled> failure(SourceException.Kind kind) {
        return CompletableFuture.failedFuture(new SourceException(kind, "played by a test"));
    }

    @Override
    public CompletionStage<ProfileUpdate.Pulled> pull(ProfileKey key, CallGate gate) {
        return gate.pass(() -> {
            pulled.add(key);
            return script.apply(key);
        });
    }

    @Override
    public void close() {
        isClosed = true;
    }
}

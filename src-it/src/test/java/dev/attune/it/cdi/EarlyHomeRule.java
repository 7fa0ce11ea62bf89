package dev.attune.it.cdi;

import dev.attune.jakarta.cdi.VariationFor;
import dev.attune.profile.Profile;
import jakarta.annotation.Priority;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

@Priority(1)
@VariationFor("/home")
public final class EarlyHomeRule implements Function<Profile, @Nullable String> {
    @Override
    public @Nullable String apply(Profile profile) {
        return profile.flag("vip") ? "/homepage-vip" : null;
    }
}

package dev.attune.it.cdi;

import dev.attune.jakarta.cdi.VariationFor;
import dev.attune.profile.Profile;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Comes behind {@link EarlyHomeRule}. */
@VariationFor("/home")
public final class HomeRule implements Function<Profile, @Nullable String> {
    @Override
    public @Nullable String apply(Profile profile) {
        return profile.text("location").equals("EU") ? "/homepage-eu" : null;
    }
}

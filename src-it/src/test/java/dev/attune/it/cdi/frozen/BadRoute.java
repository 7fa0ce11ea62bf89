package dev.attune.it.cdi.frozen;

import dev.attune.jakarta.cdi.VariationFor;
import dev.attune.profile.Profile;
import java.util.function.Function;

@VariationFor("shop")
public final class BadRoute implements Function<Profile, String> {
    @Override
    public String apply(Profile profile) {
        return "/";
    }
}

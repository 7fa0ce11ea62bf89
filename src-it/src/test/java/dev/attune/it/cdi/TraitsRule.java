package dev.attune.it.cdi;

import dev.attune.jakarta.cdi.ClientTraits;
import dev.attune.profile.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Function;

/** Has a scope of its own, and uses another bean. */
@ClientTraits
@ApplicationScoped
public class TraitsRule implements Function<Profile, Map<String, ?>> {
    @Inject
    Names names;

    @Override
    public Map<String, ?> apply(Profile profile) {
        return Map.of("name", names.of(profile));
    }

    @ApplicationScoped
    public static class Names {
        public String of(Profile profile) {
            return "dear " + profile.text("first_name");
        }
    }
}

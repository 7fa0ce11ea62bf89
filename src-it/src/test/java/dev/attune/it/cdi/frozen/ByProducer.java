package dev.attune.it.cdi.frozen;

import dev.attune.profile.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

@ApplicationScoped
public class ByProducer {
    @Produces
    @ApplicationScoped
    StringBuilder name(Profile profile) {
        return new StringBuilder(profile.text("first_name"));
    }
}

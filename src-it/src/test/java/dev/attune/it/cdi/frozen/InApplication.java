package dev.attune.it.cdi.frozen;

import dev.attune.profile.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

@ApplicationScoped
public class InApplication {
    @Inject
    Profile profile;
}

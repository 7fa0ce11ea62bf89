package dev.attune.it.cdi.frozen;

import dev.attune.profile.Profile;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

@Dependent
public class Holder {
    @Inject
    Profile profile;
}

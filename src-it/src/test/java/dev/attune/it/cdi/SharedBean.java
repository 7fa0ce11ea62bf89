package dev.attune.it.cdi;

import dev.attune.profile.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

/** Serves all visitors, and asks for the profile anew each time. */
@ApplicationScoped
public class SharedBean {
    @Inject
    Instance<Profile> profile;

    @Inject
    Provider<Profile> provider;

    public String seen() {
        return profile.get().text("first_name") + "=" + provider.get().text("first_name");
    }
}

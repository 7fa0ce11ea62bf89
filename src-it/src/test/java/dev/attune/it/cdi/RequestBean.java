package dev.attune.it.cdi;

import dev.attune.decision.Decision;
import dev.attune.profile.Profile;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Holds the visitor's profile for as long as the request. */
@RequestScoped
public class RequestBean {
    @Inject
    Profile profile;

    @Inject
    Decision decision;

    public Profile profile() {
        return profile;
    }

    public String seen() {
        return profile.text("first_name") + " goes to " + decision.variation();
    }
}

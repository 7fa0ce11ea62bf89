package dev.attune.it.cdi;

import dev.attune.profile.Profile;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;

/** A REST resource that answers with the visitor's profile. */
@Path("/person")
@RequestScoped
@Produces("text/plain")
public class PersonResource {
    @Inject
    Profile profile;

    @GET
    public String name() {
        return profile.text("first_name");
    }

    /** Answers on a thread of its own: the profile is a value, and goes along. */
    @GET
    @Path("/later")
    public void later(@Suspended AsyncResponse response) {
        Profile known = profile;
        new Thread(() -> response.resume("later " + known.text("first_name"))).start();
    }
}

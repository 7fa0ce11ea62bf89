package dev.attune.it.cdi;

import dev.attune.profile.Trait;
import dev.attune.profile.Traits;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Holds the visitor's traits as a record for as long as the request. */
@RequestScoped
public class TypedBean {
    @Inject
    Person person;

    /** What the app reads profiles as. */
    @Traits
    public record Person(@Trait("first_name") String name, int visits) {}

    public String seen() {
        return String.valueOf(person);
    }
}

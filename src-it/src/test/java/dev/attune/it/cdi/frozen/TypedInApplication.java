package dev.attune.it.cdi.frozen;

import dev.attune.it.cdi.TypedBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

@ApplicationScoped
public class TypedInApplication {
    @Inject
    TypedBean.Person person;
}

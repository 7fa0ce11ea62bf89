package dev.attune.it.cdi.frozen;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

@ApplicationScoped
public class ByHolder {
    @Inject
    Holder holder;
}

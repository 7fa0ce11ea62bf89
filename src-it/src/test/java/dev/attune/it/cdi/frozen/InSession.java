package dev.attune.it.cdi.frozen;

import dev.attune.decision.Decision;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.io.Serializable;

@SessionScoped
public class InSession implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Decision decision;
}

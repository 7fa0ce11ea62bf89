package dev.attune.it.cdi.frozen;

import dev.attune.profile.Profile;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;

public final class InServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Profile profile;
}

package dev.attune.it.cdi.frozen;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;

public final class HolderInServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Holder holder;
}

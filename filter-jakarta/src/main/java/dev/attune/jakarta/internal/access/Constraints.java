package dev.attune.jakarta.internal.access;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The security constraints of a web app: those of {@code web.xml}, of web fragments and of {@link ServletSecurity}. A
 * container checks them for the URL that was asked for, never for a forward. Immutable.
 */
public final class Constraints {
    private static final System.Logger LOG = System.getLogger(Constraints.class.getPackageName());

    private final List<Constraint> constraints;
    private final Set<String> declaredRoles;

    Constraints(List<Constraint> constraints, Set<String> declaredRoles) {
        this.constraints = List.copyOf(constraints);
        this.declaredRoles = Set.copyOf(declaredRoles);
    }

    /** Reads what the app declares. */
    public static Constraints of(ServletContext context) {
        List<Constraint> constraints = new ArrayList<>();
        Set<String> roles = new HashSet<>();
        for (DeploymentDescriptor descriptor : DeploymentDescriptor.allOf(context)) {
            constraints.addAll(descriptor.constraints());
            roles.addAll(descriptor.roles());
        }
        constraints.addAll(annotated(context));
        return new Constraints(constraints, roles);
    }

    private static List<Constraint> annotated(ServletContext context) {
        List<Constraint> constraints = new ArrayList<>();
        try {
            for (ServletRegistration servlet : context.getServletRegistrations().values()) {
                constraints.addAll(AnnotatedServlet.constraints(servlet, context.getClassLoader()));
            }
        } catch (UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "Attune: the container shows no servlet registrations", e);
        }
        return constraints;
    }

    /**
     * Returns whether the constraints let the sender of a request see a path.
     *
     * @param path inside the context, decoded and normalized
     */
    public boolean allow(String path, HttpServletRequest request) {
        if (constraints.isEmpty()) {
            return true;
        }
        List<Constraint> covering = covering(path).stream()
                .filter(constraint -> constraint.covers(request.getMethod()))
                .toList();
        // Together they allow what one of them allows, but for one that is closed to all (section 13.8.1).
        return covering.isEmpty()
                || (covering.stream().noneMatch(Constraint::isClosed)
                        && covering.stream().anyMatch(constraint -> constraint.allows(request, declaredRoles))
                        && (request.isSecure() || !covering.stream().allMatch(Constraint::needsTls)));
    }

    /** Returns the constraints of the pattern that fits best: that pattern decides, whatever others say (section 13.8.3). */
    private List<Constraint> covering(String path) {
        int best = -1;
        List<Constraint> covering = new ArrayList<>();
        for (Constraint constraint : constraints) {
            int fit = constraint.patterns().stream()
                    .mapToInt(pattern -> UrlPattern.fit(pattern, path))
                    .max()
                    .orElse(-1);
            if (fit > best) {
                covering.clear();
                best = fit;
            }
            if (fit >= 0 && fit == best) {
                covering.add(constraint);
            }
        }
        return covering;
    }
}

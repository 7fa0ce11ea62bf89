package dev.attune.jakarta.internal.access;

import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.ServletSecurity.EmptyRoleSemantic;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The constraints that a servlet class says of itself, for the paths that it is mapped to (Servlet 6, section 13.4.1). */
final class AnnotatedServlet {
    private static final System.Logger LOG = System.getLogger(AnnotatedServlet.class.getPackageName());

    private AnnotatedServlet() {}

    static List<Constraint> constraints(ServletRegistration servlet, ClassLoader loader) {
        ServletSecurity security = annotation(servlet.getClassName(), loader);
        if (security == null) {
            return List.of();
        }
        List<String> patterns = List.copyOf(servlet.getMappings());
        List<Constraint> constraints = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (HttpMethodConstraint method : security.httpMethodConstraints()) {
            named.add(method.value());
            constraints.add(new Constraint(
                    patterns,
                    Set.of(method.value()),
                    false,
                    roles(method.rolesAllowed(), method.emptyRoleSemantic()),
                    method.transportGuarantee() == TransportGuarantee.CONFIDENTIAL));
        }
        constraints.add(new Constraint(
                patterns,
                named,
                true,
                roles(security.value().rolesAllowed(), security.value().value()),
                security.value().transportGuarantee() == TransportGuarantee.CONFIDENTIAL));
        return constraints;
    }

    private static @Nullable ServletSecurity annotation(@Nullable String className, ClassLoader loader) {
        if (className == null) {
            return null;
        }
        try {
            return Class.forName(className, false, loader).getAnnotation(ServletSecurity.class);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "Attune: a servlet's class is not the app's own", e);
            return null;
        }
    }

    private static @Nullable Set<String> roles(String[] allowed, EmptyRoleSemantic otherwise) {
        if (allowed.length > 0) {
            return Set.copyOf(Arrays.asList(allowed));
        }
        return otherwise == EmptyRoleSemantic.DENY ? Set.of() : null;
    }
}

package dev.attune.jakarta.internal.cdi;

import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The app's servlets and filters, which are no beans: not every container shows them to extensions, so they are looked at
 * when the filter starts.
 */
final class ServletHolders {
    private static final System.Logger LOG = System.getLogger(ServletHolders.class.getPackageName());

    private ServletHolders() {}

    /** @throws IllegalArgumentException if one would hold a visitor's profile or decision */
    static void check(ServletContext context, BeanManager manager, VisitorHolders holders) {
        List<Registration> registrations = new ArrayList<>();
        try {
            registrations.addAll(context.getServletRegistrations().values());
            registrations.addAll(context.getFilterRegistrations().values());
        } catch (UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "Attune: the container shows no registrations", e);
        }
        for (Registration registration : registrations) {
            for (InjectionPoint point : points(registration, context, manager)) {
                String problem = holders.holdsVisitor(point) ? VisitorHolders.problem(null, point) : null;
                if (problem != null) {
                    throw new IllegalArgumentException(problem);
                }
            }
        }
    }

    private static Collection<InjectionPoint> points(
            Registration registration, ServletContext context, BeanManager manager) {
        String className = registration.getClassName();
        if (className == null) {
            return List.of();
        }
        try {
            Class<?> type = Class.forName(className, false, context.getClassLoader());
            AnnotatedType<?> annotated = manager.createAnnotatedType(type);
            List<InjectionPoint> points = new ArrayList<>();
            annotated.getFields().stream()
                    .filter(field -> field.isAnnotationPresent(Inject.class) && !field.isStatic())
                    .forEach(field -> points.add(manager.createInjectionPoint(field)));
            annotated.getMethods().stream()
                    .filter(method -> method.isAnnotationPresent(Inject.class))
                    .flatMap(method -> method.getParameters().stream())
                    .forEach(parameter -> points.add(manager.createInjectionPoint(parameter)));
            annotated.getConstructors().stream()
                    .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
                    .flatMap(constructor -> constructor.getParameters().stream())
                    .forEach(parameter -> points.add(manager.createInjectionPoint(parameter)));
            return points;
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            // Each container has exceptions of its own for classes that cannot be loaded whole.
            LOG.log(System.Logger.Level.DEBUG, "Attune: nothing to inject into " + className, e);
            return List.of();
        }
    }
}

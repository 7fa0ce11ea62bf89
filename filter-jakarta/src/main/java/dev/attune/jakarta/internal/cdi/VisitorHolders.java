package dev.attune.jakarta.internal.cdi;

import dev.attune.decision.Decision;
import dev.attune.profile.Profile;
import dev.attune.profile.Traits;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Interceptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may hold one visitor's profile or decision: what lives no longer than the request. A bean that lives longer would show
 * the first visitor's to all others; a profile that leaks that way is refused when the app starts.
 *
 * <p>A {@code @Dependent} bean lives as long as what it is injected into, so it holds a visitor as that does.
 */
final class VisitorHolders {
    private final BeanManager manager;
    private final Set<Bean<?>> holders = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private VisitorHolders(BeanManager manager) {
        this.manager = manager;
    }

    /** Looks at all beans of an app. */
    static VisitorHolders in(Collection<Bean<?>> beans, BeanManager manager) {
        VisitorHolders found = new VisitorHolders(manager);
        int before;
        do {
            before = found.holders.size();
            beans.forEach(found::look);
        } while (found.holders.size() > before);
        return found;
    }

    private void look(Bean<?> bean) {
        if (holders.contains(bean)) {
            return;
        }
        for (InjectionPoint point : bean.getInjectionPoints()) {
            if (holdsVisitor(point)) {
                holders.add(bean);
                String problem = problem(bean, point);
                if (problem != null) {
                    problems.add(problem);
                }
                return;
            }
        }
    }

    /** Returns what stops the deployment. */
    List<String> problems() {
        return problems;
    }

    /** Whether what comes in at the point is a visitor's, or a bean that holds it and lives as long as its owner. */
    boolean holdsVisitor(InjectionPoint point) {
        return isDirect(point) || (!holders.isEmpty() && isDependentHolder(point));
    }

    /** Asks the container, or compares where it does not show the extension the app's beans (GlassFish). */
    private boolean isDependentHolder(InjectionPoint point) {
        List<Bean<?>> candidates = holders.stream()
                .filter(holder -> isDependent(holder)
                        && holder.getTypes().contains(point.getType())
                        && holder.getQualifiers().containsAll(point.getQualifiers()))
                .toList();
        if (candidates.isEmpty()) {
            return false;
        }
        try {
            Bean<?> resolved = manager.resolve(
                    manager.getBeans(point.getType(), point.getQualifiers().toArray(new Annotation[0])));
            return resolved == null || candidates.contains(resolved);
        } catch (AmbiguousResolutionException | IllegalArgumentException e) {
            // The container tells of it itself.
            return false;
        }
    }

    private static boolean isDependent(Bean<?> bean) {
        return bean.getScope() == Dependent.class;
    }

    /** Whether a profile or decision itself comes in, and not by {@code Instance}, which is asked anew each time. */
    static boolean isDirect(InjectionPoint point) {
        Type declared = point.getAnnotated() == null
                ? point.getType()
                : point.getAnnotated().getBaseType();
        return declared instanceof Class<?> type && isVisitors(type);
    }

    /** Whether an object of this type tells of one visitor. */
    static boolean isVisitors(Class<?> type) {
        return type == Profile.class || type == Decision.class || type.isAnnotationPresent(Traits.class);
    }

    /**
     * Returns why an owner may not hold a visitor, or null where it may.
     *
     * @param owner the bean whose injection point it is, or null for what the container makes without one
     */
    static @Nullable String problem(@Nullable Bean<?> owner, InjectionPoint point) {
        Class<?> type = owner == null ? point.getMember().getDeclaringClass() : owner.getBeanClass();
        String lives = owner instanceof Interceptor || owner instanceof Decorator
                ? "an interceptor or decorator lives as long as any bean that it is about"
                : owner == null ? Components.whySharedWithoutScope(type) : whyShared(owner, type);
        if (lives == null || isObserved(point)) {
            return null;
        }
        String what =
                isDirect(point) && point.getType() instanceof Class<?> direct ? direct.getSimpleName() : "Profile";
        return "Attune: " + type.getName() + " must not hold one visitor's " + what + " (" + place(point) + "): "
                + lives
                + ", and would show it to other visitors. Inject Instance<" + what
                + "> and call get() in each request, or make the bean @RequestScoped";
    }

    private static @Nullable String whyShared(Bean<?> owner, Class<?> type) {
        if (owner.getScope() == RequestScoped.class) {
            return null;
        }
        return isDependent(owner)
                ? Components.whyShared(type)
                : "it is @" + owner.getScope().getSimpleName() + ", so it outlives the request";
    }

    /** What an observer method gets beside its event, it gets for one call. */
    private static boolean isObserved(InjectionPoint point) {
        return point.getAnnotated() instanceof AnnotatedParameter<?> parameter
                && parameter.getDeclaringCallable().getParameters().stream()
                        .anyMatch(other -> other.isAnnotationPresent(Observes.class)
                                || other.isAnnotationPresent(ObservesAsync.class));
    }

    private static String place(InjectionPoint point) {
        return point.getMember().getDeclaringClass().getSimpleName() + "."
                + point.getMember().getName();
    }
}

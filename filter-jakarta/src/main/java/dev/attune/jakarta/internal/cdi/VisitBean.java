package dev.attune.jakarta.internal.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Injects a fact of the current visit: the value itself, which stays right on every thread, and not a proxy, which works
 * only on the request's thread. So it must not come into anything that outlives the request, and is refused there.
 */
final class VisitBean<T> implements Bean<T> {
    private final Class<T> type;
    private final Supplier<T> value;
    private final BeanManager manager;
    private final Class<?> declaredBy;

    /** @param declaredBy the extension, which stands for the bean's own class in the server's messages */
    VisitBean(Class<T> type, Supplier<T> value, BeanManager manager, Class<?> declaredBy) {
        this.type = type;
        this.value = value;
        this.manager = manager;
        this.declaredBy = declaredBy;
    }

    @Override
    public T create(CreationalContext<T> context) {
        InjectionPoint point = (InjectionPoint) manager.getInjectableReference(new AskedPoint(this), context);
        if (point != null && VisitorHolders.isDirect(point)) {
            String problem = VisitorHolders.problem(point.getBean(), point);
            if (problem != null) {
                throw new IllegalStateException(problem);
            }
        }
        return value.get();
    }

    @Override
    public void destroy(T instance, CreationalContext<T> context) {
        context.release();
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(type, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(Default.Literal.INSTANCE, Any.Literal.INSTANCE);
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return Dependent.class;
    }

    @Override
    public @Nullable String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public boolean isAlternative() {
        return false;
    }

    /** Asked for by CDI before 4.0, in which it is gone. */
    public boolean isNullable() {
        return false;
    }

    @Override
    public Class<?> getBeanClass() {
        return declaredBy;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }

    @Override
    public String toString() {
        return "Attune's " + type.getSimpleName() + " of the current visit";
    }
}

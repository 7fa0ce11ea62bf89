package dev.attune.jakarta.internal.cdi;

import dev.attune.decision.Decision;
import dev.attune.jakarta.internal.CurrentVisit;
import dev.attune.profile.Profile;
import dev.attune.profile.Traits;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Makes {@link Profile}, {@link Decision} and types with {@link Traits} injectable, refuses them where they would outlive the request, and finds beans
 * that are rules.
 */
public final class AttuneExtension implements Extension {
    private final List<Bean<?>> beans = new CopyOnWriteArrayList<>();
    private final List<RuleBean> rules = new CopyOnWriteArrayList<>();
    private final Set<Class<?>> traits = ConcurrentHashMap.newKeySet();
    private volatile boolean isInjected;

    void found(@Observes ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        if (!bean.getInjectionPoints().isEmpty()) {
            beans.add(bean);
        }
    }

    void foundClass(@Observes ProcessManagedBean<?> event) {
        rules.addAll(RuleBean.of(event.getBean(), event.getAnnotatedBeanClass()));
    }

    /** A type of traits is made of a profile, even where its class could be a bean by itself. */
    void foundTraits(@Observes @WithAnnotations(Traits.class) ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        if (type.isAnnotationPresent(Traits.class)) {
            traits.add(type);
            event.veto();
        }
    }

    void foundPoint(@Observes ProcessInjectionPoint<?, ?> event) {
        Type type = event.getInjectionPoint().getType();
        Type asked = type instanceof ParameterizedType provider ? provider.getActualTypeArguments()[0] : type;
        if (asked instanceof Class<?> found && VisitorHolders.isVisitors(found)) {
            isInjected = true;
            if (found.isAnnotationPresent(Traits.class)) {
                traits.add(found);
            }
        }
    }

    void add(@Observes AfterBeanDiscovery event, BeanManager manager) {
        event.addBean(new VisitBean<>(Profile.class, CurrentVisit::profile, manager, getClass()));
        event.addBean(new VisitBean<>(Decision.class, CurrentVisit::decision, manager, getClass()));
        traits.forEach(type -> event.addBean(typed(type, manager)));
    }

    private <T> VisitBean<T> typed(Class<T> type, BeanManager manager) {
        return new VisitBean<>(type, () -> CurrentVisit.profile().as(type), manager, getClass());
    }

    void check(@Observes AfterDeploymentValidation event, BeanManager manager) {
        for (String problem : holdersIn(manager).problems()) {
            event.addDeploymentProblem(new DeploymentException(problem));
        }
        for (RuleBean rule : rules) {
            try {
                rule.check();
            } catch (IllegalArgumentException e) {
                event.addDeploymentProblem(new DefinitionException(e.getMessage()));
            }
        }
    }

    VisitorHolders holdersIn(BeanManager manager) {
        return VisitorHolders.in(beans, manager);
    }

    /** Returns the rules that beans give, in order. */
    List<RuleBean> rules() {
        List<RuleBean> ordered = new ArrayList<>(rules);
        ordered.sort(Comparator.comparingInt(RuleBean::priority)
                .thenComparing(rule -> rule.bean().getBeanClass().getName()));
        return ordered;
    }

    /** Returns the types that profiles are injected as. */
    Set<Class<?>> traits() {
        return traits;
    }

    /** Whether the app has a profile or decision injected somewhere, even by {@code Instance}. */
    boolean isInjected() {
        return isInjected;
    }
}

package dev.attune.jakarta.internal.cdi;

import dev.attune.decision.Personalization;
import dev.attune.internal.store.ProfileStore;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The app's beans as one filter uses them; apart from the plugin, because nothing may load this class without CDI. */
final class Beans implements AutoCloseable {
    private final BeanManager manager;
    private final AttuneExtension extension;
    private final List<CreationalContext<?>> instances = new ArrayList<>();
    private @Nullable List<Consumer<Personalization.Builder>> rules;
    private @Nullable ProfileEvents events;

    private Beans(BeanManager manager, AttuneExtension extension) {
        this.manager = manager;
        this.extension = extension;
    }

    /** Returns the beans of the app whose class loader is the thread's, or null where it has none, or they do not know us. */
    static @Nullable Beans ofTheApp() {
        try {
            BeanManager manager = CDI.current().getBeanManager();
            return new Beans(manager, manager.getExtension(AttuneExtension.class));
        } catch (IllegalStateException | IllegalArgumentException e) {
            return null;
        }
    }

    boolean wantFilter() {
        return !visible().isEmpty() || extension.isInjected();
    }

    /** Adds the beans' rules; a bean without a scope of its own is made once, when first asked for. */
    void personalize(Personalization.Builder rules) {
        List<Consumer<Personalization.Builder>> all = this.rules;
        if (all == null) {
            all = visible().stream()
                    .map(found -> found.rule(instance(found.bean())))
                    .toList();
            this.rules = all;
        }
        all.forEach(rule -> rule.accept(rules));
        rules.traits(extension.traits().toArray(new Class<?>[0]));
    }

    private List<RuleBean> visible() {
        return extension.rules().stream()
                .filter(rule -> manager.getBeans(rule.bean().getBeanClass(), rule.qualifiers())
                        .contains(rule.bean()))
                .toList();
    }

    private Object instance(Bean<?> bean) {
        CreationalContext<?> context = manager.createCreationalContext(bean);
        instances.add(context);
        return manager.getReference(bean, bean.getBeanClass(), context);
    }

    void start(ServletContext context, @Nullable ProfileStore store) {
        ServletHolders.check(context, manager, extension.holdersIn(manager));
        if (store != null
                && !manager.resolveObserverMethods(ProfileEvents.SAMPLE).isEmpty()) {
            ProfileEvents told = new ProfileEvents(manager);
            store.onChange(told::add);
            events = told;
        }
    }

    @Override
    public void close() {
        if (events != null) {
            events.close();
        }
        instances.forEach(CreationalContext::release);
        instances.clear();
    }
}

package dev.attune.jakarta.internal.cdi;

import dev.attune.decision.Edit;
import dev.attune.decision.Personalization;
import dev.attune.decision.Trust;
import dev.attune.internal.transform.PageTransform;
import dev.attune.jakarta.cdi.ClientTraits;
import dev.attune.jakarta.cdi.PageEditor;
import dev.attune.jakarta.cdi.PageEdits;
import dev.attune.jakarta.cdi.VariationFor;
import dev.attune.profile.Profile;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A bean that gives a rule, by one of the annotations; one with several is several of these.
 *
 * @param bean the bean
 * @param annotation what makes it a rule
 * @param priority its place among the others, the smallest first
 */
record RuleBean(Bean<?> bean, Annotation annotation, int priority) {
    /** The priority of an observer that names none, and so of a rule. */
    private static final int DEFAULT_PRIORITY = 2500;

    /** Returns the rules that a bean gives: none, for almost all beans. */
    static List<RuleBean> of(Bean<?> bean, Annotated type) {
        List<RuleBean> rules = new ArrayList<>();
        Priority named = type.getAnnotation(Priority.class);
        int priority = named == null ? DEFAULT_PRIORITY : named.value();
        for (Class<? extends Annotation> kind : List.of(VariationFor.class, ClientTraits.class, PageEdits.class)) {
            Annotation annotation = type.getAnnotation(kind);
            if (annotation != null) {
                rules.add(new RuleBean(bean, annotation, priority));
            }
        }
        return rules;
    }

    /**
     * Checks the rule as far as it shows without an instance.
     *
     * @throws IllegalArgumentException if it is wrong; the message is complete
     */
    void check() {
        Class<?> needed = annotation instanceof PageEdits ? PageEditor.class : Function.class;
        if (!needed.isAssignableFrom(bean.getBeanClass())) {
            throw new IllegalArgumentException(name() + ": the bean is no "
                    + (annotation instanceof VariationFor
                            ? "Function<Profile, String>"
                            : annotation instanceof ClientTraits
                                    ? "Function<Profile, Map<String, ?>>"
                                    : PageEditor.class.getSimpleName()));
        }
        rule(new Nothing()).accept(Personalization.builder());
    }

    /** Stands for a bean whose instance is not there yet. */
    private static final class Nothing implements Function<Profile, Object>, PageEditor {
        @Override
        public Object apply(Profile profile) {
            return Map.of();
        }

        @Override
        public List<Edit> edits() {
            return List.of(Edit.remove("p"));
        }
    }

    /**
     * Returns what adds the rule, as the instance says it, to a site.
     *
     * @throws IllegalArgumentException as the returned does: if the rule is wrong; the message is complete
     */
    @SuppressWarnings(
            "unchecked") // What the function returns is looked at where it is called; the profile it gets, it may take.
    Consumer<Personalization.Builder> rule(Object instance) {
        if (annotation instanceof VariationFor variation) {
            Function<Profile, String> function = (Function<Profile, String>) instance;
            return named(variation.trust(), site -> site.variation(variation.value(), function));
        }
        if (annotation instanceof ClientTraits traits) {
            Function<Profile, Map<String, ?>> function = (Function<Profile, Map<String, ?>>) instance;
            return named(traits.trust(), site -> site.clientTraits(function));
        }
        PageEdits edits = (PageEdits) annotation;
        PageEditor editor = (PageEditor) instance;
        List<Edit> all = List.copyOf(editor.edits());
        return named(edits.trust(), site -> {
            // Selectors are compiled with the site's other edits later, where no message could name the bean.
            new PageTransform(all, "/");
            all.forEach(edit -> site.content(edits.value(), edit, editor::values));
        });
    }

    private Consumer<Personalization.Builder> named(Trust trust, Consumer<Personalization.Builder> rule) {
        return site -> {
            try {
                site.trust(trust, rule);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name() + ": " + e.getMessage(), e);
            }
        };
    }

    private String name() {
        UnaryOperator<String> shown = route -> "(\"" + route + "\")";
        String route = annotation instanceof VariationFor variation
                ? shown.apply(variation.value())
                : annotation instanceof PageEdits edits ? shown.apply(edits.value()) : "";
        return "Attune: bean " + bean.getBeanClass().getName() + ", @"
                + annotation.annotationType().getSimpleName() + route;
    }

    Annotation[] qualifiers() {
        return bean.getQualifiers().toArray(new Annotation[0]);
    }
}

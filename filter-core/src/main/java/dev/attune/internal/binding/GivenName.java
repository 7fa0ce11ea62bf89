package dev.attune.internal.binding;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import org.jspecify.annotations.Nullable;

/**
 * The name that an annotation gives: {@code @Trait}, else {@code @JsonbProperty}. Both are known by their names: the package of
 * the first one builds on this one, and the second one is in no JAR of Attune. Java drops it where the app lacks it too.
 */
final class GivenName {
    private static final String TRAIT = ".attune.profile.Trait";
    private static final String PROPERTY = JsonBinding.ANNOTATION + "Property";

    private GivenName() {}

    /** Returns the name, or null where no annotation of these elements gives one. */
    static @Nullable String of(AnnotatedElement... elements) {
        String trait = named(TRAIT, elements);
        return trait == null ? named(PROPERTY, elements) : trait;
    }

    static @Nullable String trait(AnnotatedElement... elements) {
        return named(TRAIT, elements);
    }

    static @Nullable String property(AnnotatedElement... elements) {
        return named(PROPERTY, elements);
    }

    private static @Nullable String named(String annotation, AnnotatedElement... elements) {
        for (AnnotatedElement element : elements) {
            for (Annotation found : element.getAnnotations()) {
                if (found.annotationType().getName().endsWith(annotation)) {
                    String name = value(found);
                    if (!name.isEmpty()) {
                        return name;
                    }
                }
            }
        }
        return null;
    }

    private static String value(Annotation annotation) {
        try {
            return (String) annotation.annotationType().getMethod("value").invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

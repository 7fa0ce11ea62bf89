package dev.attune.internal.binding;

import java.lang.ref.SoftReference;
import java.util.function.Function;

/**
 * Holds a value that is worked out once for a class. The class itself keeps it, so that both go together. It keeps it softly, since
 * a class of the server outlives an app that brings this JAR.
 */
final class PerClass<T> {
    private final ClassValue<SoftReference<T>> values;

    PerClass(Function<Class<?>, T> compute) {
        values = new ClassValue<>() {
            @Override
            protected SoftReference<T> computeValue(Class<?> type) {
                return new SoftReference<>(compute.apply(type));
            }
        };
    }

    T of(Class<?> type) {
        while (true) {
            T known = values.get(type).get();
            if (known != null) {
                return known;
            }
            values.remove(type);
        }
    }
}

package dev.attune.internal.binding;

import java.util.Map;

/** Traits as an object of an app's type: a record, which is bound here, or a bean, which JSON-B binds. */
public final class TypedTraits {
    private static final PerClass<BoundByJson> BEANS = new PerClass<>(BoundByJson::new);

    private TypedTraits() {}

    /**
     * Returns the traits as an object.
     *
     * @throws IllegalArgumentException if the type is neither a record nor one that the app's JSON-B can make, or the object
     *     refuses these traits
     */
    public static <T> T of(Class<T> type, Map<String, ?> traits, Misfits misfits) {
        return type.cast(
                type.isRecord()
                        ? RecordBinder.of(type).bind(traits, misfits)
                        : BEANS.of(type).bind(traits, misfits));
    }

    /**
     * Makes sure that traits can become this type.
     *
     * @throws IllegalArgumentException if not; the message says what to do
     */
    public static void check(Class<?> type) {
        if (type.isRecord()) {
            RecordBinder.of(type);
        } else {
            BEANS.of(type);
        }
    }
}

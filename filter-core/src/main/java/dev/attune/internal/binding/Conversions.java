package dev.attune.internal.binding;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds how JSON becomes a type.
 *
 * @param others what to do with a type that is neither a record nor known here
 */
record Conversions(Function<Class<?>, Conversion> others) {

    /** @throws IllegalArgumentException if there is no way; the message says what to do */
    Conversion of(Type declared, TypeArguments arguments) {
        Type type = arguments.resolve(declared);
        if (type instanceof GenericArrayType array) {
            return array(of(array.getGenericComponentType(), arguments), rawClass(array.getGenericComponentType()));
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic, arguments);
        }
        Class<?> plain = (Class<?>) type;
        Conversion scalar = Scalars.of(plain);
        if (scalar != null) {
            return scalar;
        }
        if (plain.isEnum()) {
            return new EnumConversion(plain);
        }
        if (plain.isArray()) {
            return array(of(plain.getComponentType(), arguments), plain.getComponentType());
        }
        if (plain.isRecord()) {
            return new Lazily(() -> RecordBinder.of(plain));
        }
        return container(plain, new Type[] {Object.class, Object.class}, arguments);
    }

    private Conversion generic(ParameterizedType type, TypeArguments arguments) {
        Class<?> raw = rawClass(type);
        return raw.isRecord()
                ? new Lazily(() -> new RecordBinder(raw, arguments.of(type)))
                : container(raw, type.getActualTypeArguments(), arguments);
    }

    private Conversion container(Class<?> type, Type[] held, TypeArguments arguments) {
        if (type == Map.class) {
            // A member's name is of the first type.
            Type name = held[0] == Object.class ? String.class : held[0];
            return new Members(of(name, arguments), of(held[1], arguments));
        }
        if (type == Optional.class) {
            return new Perhaps(of(held[0], arguments));
        }
        if (type == List.class || type == Collection.class || type == Iterable.class) {
            return new Items(of(held[0], arguments), Collections::unmodifiableList);
        }
        return type == Set.class
                ? new Items(of(held[0], arguments), items -> Collections.unmodifiableSet(new LinkedHashSet<>(items)))
                : others.apply(type);
    }

    private static Conversion array(Conversion item, Class<?> type) {
        return new Items(item, items -> {
            Object array = Array.newInstance(type, items.size());
            for (int i = 0; i < items.size(); i++) {
                Array.set(array, i, items.get(i));
            }
            return array;
        });
    }

    private static Class<?> rawClass(Type type) {
        return type instanceof ParameterizedType generic ? rawClass(generic.getRawType()) : (Class<?>) type;
    }
}

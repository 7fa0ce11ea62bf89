package dev.attune.internal.binding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;

/** What the type variables of a generic type stand for. */
record TypeArguments(Map<TypeVariable<?>, Type> types) {
    static final TypeArguments NONE = new TypeArguments(Map.of());

    /** Returns those of a type such as {@code Pair<String, T>}, seen from where {@code T} is known. */
    TypeArguments of(ParameterizedType type) {
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        TypeVariable<?>[] variables = ((Class<?>) type.getRawType()).getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            known.put(variables[i], resolve(type.getActualTypeArguments()[i]));
        }
        return new TypeArguments(known);
    }

    /** Returns a type without a variable or wildcard at its outermost level. */
    Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            Type known = types.get(variable);
            return known == null ? resolve(variable.getBounds()[0]) : known;
        }
        return type instanceof WildcardType wildcard ? resolve(wildcard.getUpperBounds()[0]) : type;
    }
}

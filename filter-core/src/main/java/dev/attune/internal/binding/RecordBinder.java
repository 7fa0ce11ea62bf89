package dev.attune.internal.binding;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of one type from JSON objects. */
final class RecordBinder implements Conversion {
    private static final PerClass<RecordBinder> OF = new PerClass<>(type -> new RecordBinder(type, TypeArguments.NONE));

    private final Class<?> type;
    private final Component[] components;
    private final MethodHandle constructor;

    RecordBinder(Class<?> type, TypeArguments arguments) {
        this.type = type;
        RecordComponent[] declared = type.getRecordComponents();
        Conversions conversions = new Conversions(BoundByJson::new);
        components = Arrays.stream(declared)
                .map(component ->
                        new Component(TraitNames.of(component), conversions.of(component.getGenericType(), arguments)))
                .toArray(Component[]::new);
        constructor = constructor(type, declared);
    }

    /**
     * Returns what makes records of a type.
     *
     * @throws IllegalArgumentException if that cannot be; the message says why
     */
    static RecordBinder of(Class<?> type) {
        return OF.of(type);
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (NoSuchMethodException | IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "the record " + type.getName() + " is out of reach; open its package to Attune", e);
        }
    }

    @Override
    public @Nullable Object of(Object json, Misfits misfits) {
        if (json instanceof Map<?, ?> object) {
            return bind(object, misfits);
        }
        misfits.note(json, type.getSimpleName());
        return null;
    }

    /**
     * Makes a record.
     *
     * @throws IllegalArgumentException if the record's constructor refuses these values
     */
    Object bind(Map<?, ?> traits, Misfits misfits) {
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].valueIn(traits, misfits);
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException refusal) {
            throw new IllegalArgumentException("the record " + type.getName() + " refuses these traits", refusal);
        } catch (Error error) {
            throw error;
        } catch (Throwable refusal) {
            throw new IllegalArgumentException("the record " + type.getName() + " refuses these traits", refusal);
        }
    }

    private record Component(TraitNames names, Conversion conversion) {
        @Nullable
        Object valueIn(Map<?, ?> traits, Misfits misfits) {
            String name = names.first();
            Object json = traits.get(name);
            if (json == null && names.second() != null) {
                name = names.second();
                json = traits.get(name);
            }
            Object value = json == null ? null : conversion.of(json, misfits.in(name));
            return value == null ? conversion.absent() : value;
        }
    }
}

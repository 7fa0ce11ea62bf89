package dev.attune.internal.binding;

import java.beans.Introspector;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a bean that JSON-B binds. What an annotation of JSON-B gives to an adapter, a deserializer or a creator is left
 * as it is.
 *
 * @param properties by their names in Java; null where the bean is bound as a whole
 */
record BeanShape(@Nullable List<Property> properties) implements Conversion {
    /** Annotations that leave to us what values a property may have. */
    private static final Set<String> PLAIN = Set.of("Property", "Nillable", "PropertyOrder", "Visibility");

    static BeanShape of(Class<?> bean) {
        boolean isWhole = bean.isInterface()
                || isCustomized(bean)
                || Stream.concat(
                                Arrays.stream(bean.getDeclaredConstructors()), Arrays.stream(bean.getDeclaredMethods()))
                        .anyMatch(code -> isAnnotated(code, "Creator"));
        if (isWhole) {
            return new BeanShape(null);
        }
        Map<String, Member> members = new LinkedHashMap<>();
        for (Class<?> type = bean; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                addAccessor(method, members);
            }
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    member(members, field.getName()).add(field, field.getGenericType(), false);
                }
            }
        }
        Conversions conversions = new Conversions(type -> new Lazily(() -> BeanShape.of(type)));
        return new BeanShape(members.entrySet().stream()
                .filter(member -> !member.getValue().isTransient())
                .map(member -> member.getValue().property(member.getKey(), conversions))
                .toList());
    }

    private static void addAccessor(Method method, Map<String, Member> members) {
        String name = method.getName();
        int parameters = method.getParameterCount();
        if (Modifier.isStatic(method.getModifiers())
                || method.isSynthetic()
                || !Modifier.isPublic(method.getModifiers())) {
            return;
        }
        if (parameters == 1 && name.length() > 3 && name.startsWith("set")) {
            member(members, Introspector.decapitalize(name.substring(3)))
                    .add(method, method.getGenericParameterTypes()[0], true);
        } else if (parameters == 0 && name.length() > 3 && name.startsWith("get")) {
            member(members, Introspector.decapitalize(name.substring(3)))
                    .add(method, method.getGenericReturnType(), false);
        } else if (parameters == 0 && name.length() > 2 && name.startsWith("is")) {
            member(members, Introspector.decapitalize(name.substring(2)))
                    .add(method, method.getGenericReturnType(), false);
        }
    }

    private static Member member(Map<String, Member> members, String name) {
        return members.computeIfAbsent(name, unseen -> new Member());
    }

    /** Returns what of an object the bean can take, by the names that JSON-B knows. */
    @Override
    public Object of(Object json, Misfits misfits) {
        if (properties == null || !(json instanceof Map<?, ?> object)) {
            return json;
        }
        Map<String, Object> fitting = new LinkedHashMap<>();
        for (Property property : properties) {
            Object value = property.valueIn(object, misfits);
            if (value != null) {
                fitting.put(property.jsonName(), value);
            }
        }
        return fitting;
    }

    private static boolean isCustomized(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(BeanShape::jsonbName)
                .anyMatch(name -> !name.isEmpty() && !PLAIN.contains(name));
    }

    private static boolean isAnnotated(AnnotatedElement element, String jsonbName) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(found -> jsonbName(found).equals(jsonbName));
    }

    /** Returns the end of the name of an annotation of JSON-B, or the empty text for any other. */
    private static String jsonbName(Annotation annotation) {
        String name = annotation.annotationType().getName();
        int prefix = name.indexOf(JsonBinding.ANNOTATION);
        return prefix < 0 ? "" : name.substring(prefix + JsonBinding.ANNOTATION.length());
    }

    /**
     * A property.
     *
     * @param conversion null where JSON-B gets the value as it is
     */
    record Property(
            TraitNames names, String jsonName, @Nullable Conversion conversion) {
        @Nullable
        Object valueIn(Map<?, ?> json, Misfits misfits) {
            String name = names.foundIn(json);
            Object value = json.get(name);
            if (value == null || conversion == null) {
                return value;
            }
            Object fitting = conversion.of(value, misfits.in(name));
            return fitting == null ? null : AppValue.json(fitting);
        }
    }

    /** What the class and its superclasses say of one property. */
    private static final class Member {
        private final List<AnnotatedElement> elements = new ArrayList<>();
        private Type type = Object.class;
        private boolean isSet;

        void add(AnnotatedElement element, Type declared, boolean isSetter) {
            if (elements.isEmpty() || (isSetter && !isSet)) {
                type = declared;
                isSet = isSetter;
            }
            elements.add(element);
        }

        boolean isTransient() {
            return elements.stream().anyMatch(element -> isAnnotated(element, "Transient"));
        }

        Property property(String name, Conversions conversions) {
            AnnotatedElement[] all = elements.toArray(new AnnotatedElement[0]);
            String trait = GivenName.trait(all);
            String property = GivenName.property(all);
            String given = trait == null ? property : trait;
            return new Property(
                    given == null ? TraitNames.ofMember(name) : new TraitNames(given, null),
                    property == null ? name : property,
                    isOfAnAdapter() ? null : conversions.of(type, TypeArguments.NONE));
        }

        private boolean isOfAnAdapter() {
            Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
            return elements.stream().anyMatch(BeanShape::isCustomized)
                    || (raw instanceof Class<?> declared && isCustomized(declared));
        }
    }
}

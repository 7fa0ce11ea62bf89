package dev.attune.internal.binding;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A constant by its name, however its letters are written, with {@code -} or a space for {@code _}; or by its annotation. */
final class EnumConversion implements Conversion {
    private final String type;
    private final Map<String, Object> constants = new HashMap<>();

    EnumConversion(Class<?> type) {
        this.type = type.getSimpleName();
        for (Object constant : type.getEnumConstants()) {
            constants.putIfAbsent(key(((Enum<?>) constant).name()), constant);
        }
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            constants.put(((Enum<?>) constant).name(), constant);
            try {
                String given = GivenName.of(type.getField(name));
                if (given != null) {
                    constants.put(given, constant);
                }
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    @Override
    public @Nullable Object of(Object json, Misfits misfits) {
        if (json instanceof String text) {
            Object exact = constants.get(text);
            Object constant = exact == null ? constants.get(key(text)) : exact;
            if (constant != null) {
                return constant;
            }
        }
        misfits.note(json, type);
        return null;
    }
}

package dev.attune.internal.binding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of an object that fit, in order. */
record Members(Conversion name, Conversion value) implements Conversion {
    @Override
    public @Nullable Object of(Object json, Misfits misfits) {
        if (!(json instanceof Map<?, ?> object)) {
            misfits.note(json, "object");
            return null;
        }
        Map<Object, Object> members = new LinkedHashMap<>();
        object.forEach((key, each) -> {
            String text = String.valueOf(key);
            Object named = name.of(text, misfits.in(text));
            Object present = named == null || each == null ? null : value.of(each, misfits.in(text));
            if (named != null && present != null) {
                members.put(named, present);
            }
        });
        return Collections.unmodifiableMap(members);
    }

    @Override
    public Object absent() {
        return Map.of();
    }
}

package dev.attune.internal.binding;

import dev.attune.internal.json.JsonText;
import org.jspecify.annotations.Nullable;

/** An object of a type that JSON-B makes. It gets what fits only, for its providers differ in what they do with the rest. */
final class BoundByJson implements Conversion {
    private final Class<?> type;
    private final BeanShape shape;

    /** @throws IllegalArgumentException if the app has no JSON-B; the message says what to do */
    BoundByJson(Class<?> type) {
        JsonBinding.of(type);
        this.type = type;
        this.shape = BeanShape.of(type);
    }

    @Override
    public @Nullable Object of(Object json, Misfits misfits) {
        try {
            return bind(json, misfits);
        } catch (IllegalArgumentException e) {
            misfits.note(json, type.getSimpleName());
            return null;
        }
    }

    /** @throws IllegalArgumentException if JSON-B can make no object of it */
    Object bind(Object json, Misfits misfits) {
        return JsonBinding.of(type).read(JsonText.script(shape.of(json, misfits)), type);
    }
}

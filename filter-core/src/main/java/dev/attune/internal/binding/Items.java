package dev.attune.internal.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The items of a list that fit, in order. */
record Items(Conversion item, Function<List<Object>, Object> collect) implements Conversion {
    @Override
    public @Nullable Object of(Object json, Misfits misfits) {
        if (!(json instanceof List<?> list)) {
            misfits.note(json, "list");
            return null;
        }
        List<Object> items = new ArrayList<>(list.size());
        int index = 0;
        for (Object each : list) {
            Object value = each == null ? null : item.of(each, misfits.at(index));
            if (value != null) {
                items.add(value);
            }
            index++;
        }
        return collect.apply(items);
    }

    @Override
    public Object absent() {
        return collect.apply(List.of());
    }
}

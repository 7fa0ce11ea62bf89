package dev.attune.internal.binding;

import dev.attune.internal.text.MessageText;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells which values do not fit the types that they are read as, and where they stand. */
public final class Misfits {
    /** Tells no listener. */
    public static final Misfits UNHEARD = new Misfits(null, "");

    private final @Nullable Consumer<String> listener;
    private final String place;

    private Misfits(@Nullable Consumer<String> listener, String place) {
        this.listener = listener;
        this.place = place;
    }

    /**
     * Returns one that tells a listener.
     *
     * @param listener gets sentences such as {@code order_count is "three", which is no int}
     */
    public static Misfits toldTo(Consumer<String> listener) {
        return new Misfits(listener, "");
    }

    Misfits in(String member) {
        if (listener == null) {
            return this;
        }
        String name = MessageText.name(member);
        return new Misfits(listener, place.isEmpty() ? name : place + "." + name);
    }

    Misfits at(int index) {
        return listener == null ? this : new Misfits(listener, place + "[" + index + "]");
    }

    void note(Object value, String type) {
        if (listener != null) {
            listener.accept(place + " is " + MessageText.json(value) + ", which is no " + type);
        }
    }
}

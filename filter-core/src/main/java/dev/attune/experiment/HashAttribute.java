package dev.attune.experiment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which of a visitor's ids decides where the visitor lies. */
public enum HashAttribute {
    /** The user id, or the browser's where there is none: changes at log-in, unless the experiment is sticky. */
    ID,
    /** The user id: none but visitors who have logged in. */
    USER_ID,
    /** The browser's id: stays the same at log-in, but not on another device. */
    ANONYMOUS_ID;

    @Nullable
    String in(VisitorIds ids) {
        return switch (this) {
            case ID -> ids.user() == null ? ids.anonymous() : ids.user();
            case USER_ID -> ids.user();
            case ANONYMOUS_ID -> ids.anonymous();
        };
    }

    /** Returns the name that rules use, such as {@code user_id}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

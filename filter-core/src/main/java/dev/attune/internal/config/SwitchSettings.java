package dev.attune.internal.config;

import java.util.List;

/** Switches of features that other settings set up. Keys and addresses stay while such a feature rests. */
public final class SwitchSettings {
    private static final String AT_ONCE = " In `settings` of the rules file a change holds at once.";

    public static final Setting<Switch> PROFILES_API = of(
            "profilesApi",
            "With `on`, the Profiles API is asked for visitors who are not in the cache; with `off`, only cache and store"
                    + " are.");

    public static final Setting<Switch> WEBHOOK =
            of("webhook", "With `off`, the webhook answers 503, and Segment sends again for hours.");

    public static final Setting<Switch> EXPLAIN =
            of("explain", "With `off`, the key explains nothing, and no stored profile is previewed.");

    public static final Setting<Switch> PREVIEW =
            of("preview", "With `off`, preview links show the visitor's own page.");

    private SwitchSettings() {}

    private static Setting<Switch> of(String name, String description) {
        return Setting.of(name, ValueTypes.oneOf(Switch.class), "on", description + AT_ONCE);
    }

    /** Returns them in the order of the documentation. */
    static List<Setting<?>> all() {
        return List.of(PROFILES_API, WEBHOOK, EXPLAIN, PREVIEW);
    }
}

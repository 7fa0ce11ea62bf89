package dev.attune.jakarta.internal.preview;

import dev.attune.experiment.Assignments;
import dev.attune.internal.json.JsonText;
import dev.attune.internal.json.TraitsJson;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a preview shows. Immutable.
 *
 * @param traits the traits of the visitor as whom pages are shown; none of them is anybody's
 * @param profile whose stored profile is shown in place of {@code traits}, or null; only to those who may explain
 * @param variation the path of the variation that is shown where a rule of the page names it, or null
 * @param experiments the variations of experiments that are shown
 */
public record Preview(
        Profile traits,
        @Nullable ProfileKey profile,
        @Nullable String variation,
        Assignments experiments) {
    private static final String YOU = "You see this page as ";
    private static final String UNKNOWN = "an unknown visitor";
    private static final String SEE = " would see it.";
    private static final int MOST_SHOWN = 200;

    public Preview {
        if (profile != null && ProfileKey.of(profile.type(), profile.id()) == null) {
            throw new IllegalArgumentException("'" + profile.id() + "' names no visitor");
        }
    }

    /** Returns the preview as JSON, which {@link #parse} reads. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!traits.isUnknown()) {
            json.put("traits", traits.traits());
        }
        if (profile != null) {
            json.put("profile", profile.toString());
        }
        if (variation != null) {
            json.put("variation", variation);
        }
        if (!experiments.variations().isEmpty()) {
            json.put("experiments", experiments.variations());
        }
        return JsonText.script(json);
    }

    /**
     * Returns the preview that {@link #json} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static Preview parse(String json) {
        Map<String, @Nullable Object> members = TraitsJson.read(json);
        Map<String, Integer> experiments = new HashMap<>();
        object(members.get("experiments")).forEach((name, index) -> {
            if (index instanceof Long number) {
                experiments.put(name, Math.toIntExact(number));
            }
        });
        return new Preview(
                Profile.of(object(members.get("traits"))),
                members.get("profile") instanceof String key ? ProfileKey.parse(key) : null,
                members.get("variation") instanceof String path ? path : null,
                new Assignments(experiments));
    }

    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> object.put(String.valueOf(name), member));
        }
        return object;
    }

    /**
     * Says as whom pages are shown, in sentences for the page's ribbon.
     *
     * @param mayExplain whether the stored profile may be named
     */
    public String visitor(boolean mayExplain) {
        if (profile != null) {
            return mayExplain
                    ? YOU + profile + SEE
                    : YOU + UNKNOWN + SEE + " Only people who may have pages explained see a stored profile.";
        }
        if (traits.isUnknown()) {
            return YOU + UNKNOWN + SEE;
        }
        StringBuilder text = new StringBuilder(YOU).append("a visitor with");
        String separator = " ";
        for (String name : traits.names()) {
            text.append(separator).append(name).append(' ').append(JsonText.readable(traits.value(name)));
            separator = ", ";
        }
        text.append(SEE);
        return text.length() <= MOST_SHOWN ? text.toString() : text.substring(0, MOST_SHOWN) + "…";
    }
}

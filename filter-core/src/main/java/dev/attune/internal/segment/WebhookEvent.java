package dev.attune.internal.segment;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one event of a webhook says of a profile (docs "Using Engage Data", "Send Audience Data to Destinations"). Event
 * names can be changed in Engage, so it goes by {@code audience_key}, {@code trait_key} and {@code context.personas}.
 */
final class WebhookEvent {
    private static final Set<String> JOURNEY_PROPERTIES = Set.of("journey_context", "journey_metadata");

    private final Map<?, ?> event;
    private final String computationClass;
    private final String computationKey;

    private WebhookEvent(Map<?, ?> event) {
        this.event = event;
        Map<?, ?> context = event.get("context") instanceof Map<?, ?> given ? given : Map.of();
        Map<?, ?> personas = context.get("personas") instanceof Map<?, ?> given ? given : Map.of();
        computationClass = personas.get("computation_class") instanceof String name ? name : "";
        computationKey = personas.get("computation_key") instanceof String name ? name : "";
    }

    /**
     * Returns the updates, none where the event says nothing of a profile.
     *
     * @param received when it came here; of two events of one time, the later received one counts
     * @throws CallRefused if it makes no sense
     */
    static List<ProfileUpdate> updates(Map<?, ?> event, Instant received) {
        if (!(event.get("type") instanceof String type)) {
            throw new CallRefused(400, "an event has a type");
        }
        WebhookEvent read = new WebhookEvent(event);
        return switch (type) {
            case "identify" -> read.push(read.identified(), received);
            case "track" -> read.push(read.tracked(), received);
            case "delete" -> List.of(new ProfileUpdate.Deleted(read.key(), EventTime.of(event, received)));
            default -> List.of();
        };
    }

    private List<ProfileUpdate> push(Map<String, @Nullable Object> traits, Instant received) {
        if (traits.isEmpty()) {
            return List.of();
        }
        if (event.get("userId") == null && event.get("anonymousId") == null) {
            // Engage sends one event for each identifier of a profile, and some of them are e-mail addresses.
            return List.of();
        }
        ProfileKey key = key();
        ProfileKey browser = key.type().equals(ProfileKey.USER_ID) ? key("anonymousId", ProfileKey.ANONYMOUS_ID) : null;
        return List.of(new ProfileUpdate.Pushed(
                key, EventTime.of(event, received), received, traits, browser == null ? Set.of() : Set.of(browser)));
    }

    private ProfileKey key() {
        ProfileKey user = key("userId", ProfileKey.USER_ID);
        ProfileKey key = user == null ? key("anonymousId", ProfileKey.ANONYMOUS_ID) : user;
        if (key == null) {
            throw new CallRefused(400, "an event has a userId or an anonymousId");
        }
        return key;
    }

    private @Nullable ProfileKey key(String name, String type) {
        Object id = event.get(name);
        String text = id instanceof Long || id instanceof BigInteger
                ? id.toString()
                : id instanceof String given ? given : "";
        return ProfileKey.of(type, text.strip());
    }

    private Map<String, @Nullable Object> identified() {
        Object given = event.get("traits");
        if (given == null) {
            return Map.of();
        }
        if (!(given instanceof Map<?, ?> traits)) {
            throw new CallRefused(400, "the traits of an identify event are an object");
        }
        Map<String, @Nullable Object> all = new HashMap<>();
        traits.forEach((name, value) -> all.put((String) name, normal(value)));
        return all;
    }

    private Map<String, @Nullable Object> tracked() {
        Map<?, ?> properties = event.get("properties") instanceof Map<?, ?> given ? given : Map.of();
        for (String naming : List.of("audience_key", "trait_key")) {
            if (properties.get(naming) instanceof String name && properties.containsKey(name)) {
                Map<String, @Nullable Object> one = new HashMap<>();
                one.put(name, normal(properties.get(name)));
                return one;
            }
        }
        if (computationClass.isEmpty()) {
            return Map.of();
        }
        return computationClass.equals("journey_step") ? journeyStep(properties) : membership(properties);
    }

    /**
     * Journeys of the first kind name their membership in no other way than by its being a boolean. Other booleans beside it are
     * traits of the profile, which Trait Enrichment adds.
     */
    private Map<String, @Nullable Object> membership(Map<?, ?> properties) {
        Map<String, @Nullable Object> memberships = new HashMap<>();
        properties.forEach((name, value) -> {
            if (isBoolean(value)) {
                memberships.put((String) name, normal(value));
            }
        });
        return memberships;
    }

    /** Event-triggered journeys send chosen traits flat, and what led here in {@code journey_context}. */
    private Map<String, @Nullable Object> journeyStep(Map<?, ?> properties) {
        Map<String, @Nullable Object> traits = new HashMap<>();
        properties.forEach((name, value) -> {
            if (!JOURNEY_PROPERTIES.contains(name)) {
                traits.put((String) name, value);
            }
        });
        if (!computationKey.isEmpty()) {
            Object context = properties.get("journey_context");
            traits.put(computationKey, context == null ? (Object) true : context);
        }
        return traits;
    }

    /** Of an audience, membership is a boolean, whichever way it is sent. */
    private @Nullable Object normal(@Nullable Object value) {
        return computationClass.equals("audience") && value instanceof String && isBoolean(value)
                ? (Object) value.equals("true")
                : value;
    }

    private static boolean isBoolean(@Nullable Object value) {
        return value instanceof Boolean || "true".equals(value) || "false".equals(value);
    }
}

package dev.attune.standin;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The visitors and their traits, kept in memory. Safe for use by several threads. */
public final class Profiles {
    private final InstantSource clock;
    private final Map<String, Visitor> visitors = new LinkedHashMap<>();
    private final Map<String, SortedMap<String, Trait>> traits = new HashMap<>();

    public Profiles(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns profiles of a few visitors who show what personalization can do. */
    public static Profiles ofTheDemo(InstantSource clock) {
        Profiles profiles = new Profiles(clock);
        profiles.add(
                new Visitor("user_id:anna", "Anna", "from Berlin, likes plum"),
                Map.of(
                        "first_name", text("Anna"),
                        "location", text("EU"),
                        "favorite_color", text("#49345c"),
                        "member_since", text("2023-04-02"),
                        "tea_points", Json.createValue(840),
                        "email", text("anna@example.com")));
        profiles.add(
                new Visitor("user_id:bob", "Bob", "from Boston, likes peach"),
                Map.of(
                        "first_name", text("Bob"),
                        "location", text("US"),
                        "favorite_color", text("#ffe6cc"),
                        "email", text("bob@example.com")));
        profiles.add(
                new Visitor("user_id:chiara", "Chiara", "from Milan, loves green tea"),
                Map.of(
                        "first_name", text("Chiara"),
                        "location", text("EU"),
                        "favorite_color", text("#d9e6cf"),
                        "green_tea_lovers", JsonValue.TRUE));
        profiles.add(
                new Visitor(
                        "anonymous_id:7b0e5c1a-2d1f-4a53-9f0e-3c8d5a1b6e42", "Somebody", "in Chicago, never logged in"),
                Map.of("location", text("US"), "green_tea_lovers", JsonValue.TRUE));
        return profiles;
    }

    /** Adds a visitor, or replaces one. */
    public synchronized void add(Visitor visitor, Map<String, JsonValue> known) {
        visitors.put(visitor.key(), visitor);
        traits.put(visitor.key(), new TreeMap<>());
        known.forEach((name, value) -> set(visitor.key(), name, value));
    }

    /**
     * Sets one trait, now.
     *
     * @throws IllegalArgumentException if there is no such visitor
     */
    public synchronized Trait set(String key, String name, JsonValue value) {
        SortedMap<String, Trait> known = traits.get(key);
        if (known == null) {
            throw new IllegalArgumentException("there is no visitor " + key);
        }
        Trait trait = new Trait(value, clock.instant());
        known.put(name, trait);
        return trait;
    }

    synchronized List<Visitor> visitors() {
        return List.copyOf(visitors.values());
    }

    synchronized Optional<Visitor> find(String key) {
        return Optional.ofNullable(visitors.get(key));
    }

    /** Returns a visitor's traits at this moment, by name; empty where there is no such visitor. */
    synchronized Optional<SortedMap<String, Trait>> traits(String key) {
        return Optional.ofNullable(traits.get(key)).map(TreeMap::new);
    }

    private static JsonValue text(String text) {
        return Json.createValue(text);
    }
}

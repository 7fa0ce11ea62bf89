package dev.attune.test;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@code GET /attune/explain}: why a page is as it is.
 *
 * @param path the page
 * @param handling {@code personalized}, or why the page is left as it is
 * @param visitor who asked
 * @param profile the traits that are known of the visitor, and their source
 * @param rules what became of each rule, or null where none was looked at
 * @param request what the rules ask of the request, by name, or null where no rule was looked at
 * @param decision what follows for the page, or null where none was looked at
 * @param cache what shared caches may keep of the page, or null where they may keep nothing
 */
public record ExplainReport(
        String path,
        String handling,
        Who visitor,
        Known profile,
        @Nullable List<Rule> rules,
        @Nullable Map<String, Object> request,
        @Nullable Decided decision,
        @Nullable Shared cache) {

    /**
     * Who asked.
     *
     * @param key such as {@code user_id:anna}, or null
     * @param by how the visitor was recognized, or null
     * @param trust how far that is sure, or null
     */
    public record Who(
            @Nullable String key,
            @Nullable String by,
            @Nullable String trust) {}

    /**
     * The traits that are known of the visitor, and their source.
     *
     * @param source where the profile came from
     * @param stale whether it is older than it should be, or null where there is none
     * @param pulledAt when the Profiles API listed the traits, or null where it did not
     * @param ageSeconds how long ago that was, or null
     * @param traits the traits
     */
    public record Known(
            String source,
            @Nullable Boolean stale,
            @Nullable String pulledAt,
            @Nullable Long ageSeconds,
            List<KnownTrait> traits) {}

    /**
     * A trait.
     *
     * @param name the trait's name
     * @param value a JSON value
     * @param from {@code pushed} or {@code pulled}
     * @param updatedAt since when the visitor has it
     */
    public record KnownTrait(String name, Object value, String from, String updatedAt) {}

    /**
     * What became of a rule.
     *
     * @param rule the rule, such as {@code variations[1]}
     * @param kind what it is about
     * @param outcome {@code applied}, or the kind of reason why not
     * @param detail what it did, or why it did nothing
     */
    public record Rule(String rule, String kind, String outcome, String detail) {}

    /**
     * What follows for the page.
     *
     * @param variation the path that serves the page, or null for the app's own page
     * @param experiment the experiment, or null
     * @param experimentVariation the index of the variation in it, or null
     * @param clientTraits what the browser may know, or null
     * @param pageColor the colour, or null
     * @param edits the changes
     */
    public record Decided(
            @Nullable String variation,
            @Nullable String experiment,
            @Nullable Integer experimentVariation,
            @Nullable Map<String, Object> clientTraits,
            @Nullable String pageColor,
            List<Edit> edits) {}

    /**
     * A change.
     *
     * @param select the selector
     * @param action the kind of change
     * @param values what the placeholders stand for
     */
    public record Edit(String select, String action, List<String> values) {}

    /**
     * What shared caches may keep of a page.
     *
     * @param route the route that lets them
     * @param seconds for how long
     * @param first {@code origin}, or {@code default} where visitors without a code get a copy, too
     * @param outcomes what the outcomes mean of which they keep a copy each
     * @param outcome what the visitor's outcome means, or null
     * @param code the code by which the visitor gets a copy, or null where the page stays private
     * @param reason why there is no code, or null where there is one
     */
    public record Shared(
            String route,
            long seconds,
            String first,
            List<String> outcomes,
            @Nullable String outcome,
            @Nullable String code,
            @Nullable String reason) {}

    /** Reads the JSON of an answer. */
    public static ExplainReport read(String json) {
        return Json.read(json, ExplainReport.class);
    }
}

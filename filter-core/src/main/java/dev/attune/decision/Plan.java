package dev.attune.decision;

import dev.attune.profile.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What could matter for one path, before it is known who asks. Immutable and thread-safe. Decides for every profile and
 * never throws; a rule that fails is passed over and reported.
 */
public final class Plan {
    private final List<VariationRule> variations;
    private final List<ContentRule> content;
    private final SiteRules site;
    private final @Nullable String path;

    Plan(List<VariationRule> variations, List<ContentRule> content, SiteRules site, @Nullable String path) {
        this.variations = List.copyOf(variations);
        this.content = List.copyOf(content);
        this.site = site;
        this.path = path;
    }

    /** Returns this plan for one path of those that it is about. */
    Plan at(String requested) {
        // Only a variation asks for the path itself, so that all other plans are shared.
        return variations.isEmpty() ? this : new Plan(variations, content, site, requested);
    }

    /** Whether nothing can matter here: no need of a profile, nor of a look at the page. */
    public boolean isEmpty() {
        return variations.isEmpty() && content.isEmpty() && !site.isThere();
    }

    /** Whether another page might be served here. */
    public boolean hasVariations() {
        return !variations.isEmpty();
    }

    /** Whether the page might be changed on its way out: client traits, page colour or edits. */
    public boolean changesPages() {
        return !content.isEmpty() || site.isThere();
    }

    /** Returns all that follows from a profile. */
    public Decision decide(Profile profile) {
        return decide(profile, variation(profile));
    }

    /** Returns all that follows from a profile whose {@linkplain #variation variation} has been decided already. */
    public Decision decide(Profile profile, @Nullable String variation) {
        return new Decision(variation, site.clientTraits(profile), site.pageColor(profile), edits(profile));
    }

    /**
     * Returns the path inside the context, decoded and without a query, that serves this visitor's page, or null where
     * the app's own page does. The first rule that fits decides.
     */
    public @Nullable String variation(Profile profile) {
        for (VariationRule rule : variations) {
            String serve = rule.serve(profile, site.failures());
            if (serve != null) {
                return serve.equals(VariationRule.OWN_PAGE) || serve.equals(path) ? null : serve;
            }
        }
        return null;
    }

    private List<AppliedEdit> edits(Profile profile) {
        if (content.isEmpty()) {
            return List.of();
        }
        List<AppliedEdit> edits = new ArrayList<>(content.size());
        for (ContentRule rule : content) {
            AppliedEdit edit = rule.apply(profile);
            if (edit != null) {
                edits.add(edit);
            }
        }
        return edits;
    }

    /** The rules that hold on every page. */
    record SiteRules(@Nullable List<ClientTraitRule> clientTraits, List<PageColorRule> pageColors, Failures failures) {

        boolean isThere() {
            return clientTraits != null || !pageColors.isEmpty();
        }

        @Nullable
        Map<String, Object> clientTraits(Profile profile) {
            if (clientTraits == null) {
                return null;
            }
            Map<String, Object> traits = new LinkedHashMap<>();
            for (ClientTraitRule rule : clientTraits) {
                rule.addTo(traits, profile, failures);
            }
            return Collections.unmodifiableMap(traits);
        }

        @Nullable
        String pageColor(Profile profile) {
            for (PageColorRule rule : pageColors) {
                String color = UserCode.<String>apply(rule.name(), rule.color(), profile, failures);
                if (color != null && !color.isBlank()) {
                    return color;
                }
            }
            return null;
        }
    }

    /** A rule that gives the page's colour, or null or {@code ""} for none. */
    record PageColorRule(String name, Function<Profile, @Nullable String> color) {}
}

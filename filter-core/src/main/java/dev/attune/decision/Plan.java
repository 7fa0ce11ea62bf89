package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.decision.RuleReport.Outcome;
import dev.attune.experiment.Assignments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What could matter for one path, before it is known who asks. Immutable and thread-safe. Decides for every visitor and
 * never throws; a rule that fails is passed over and reported.
 */
public final class Plan {
    /** Of most visitors of most pages. */
    private static final Decision NOTHING = new Decision(null, null, null, List.of());

    private final List<VariationRule> variations;
    private final List<ContentRule> content;
    private final SiteRules site;
    private final @Nullable String path;
    private final boolean hasVariations;
    private final boolean hasContent;
    private final boolean changesPages;

    Plan(List<VariationRule> variations, List<ContentRule> content, SiteRules site, @Nullable String path) {
        this.variations = List.copyOf(variations);
        this.content = List.copyOf(content);
        this.site = site;
        this.path = path;
        hasVariations = variations.stream().anyMatch(rule -> rule.terms().isEnabled());
        hasContent = content.stream().anyMatch(rule -> rule.terms().isEnabled());
        changesPages = hasContent || site.isThere();
    }

    /** Returns this plan for one path of those that it is about. */
    Plan at(String requested) {
        // Only a variation asks for the path itself, so that all other plans are shared.
        return variations.isEmpty() ? this : new Plan(variations, content, site, requested);
    }

    /** Whether nothing can matter here: no need of a profile, nor of a look at the page. */
    public boolean isEmpty() {
        return !hasVariations && !changesPages;
    }

    /** Whether another page might be served here. */
    public boolean hasVariations() {
        return hasVariations;
    }

    /** Whether the page might be changed on its way out: client traits, page colour or edits. */
    boolean changesPages() {
        return changesPages;
    }

    /** Whether a part of a page might be changed on its way out: by edits. */
    public boolean changesFragments() {
        return hasContent;
    }

    /** Returns all that follows for a visitor. */
    public Decision decide(Visitor visitor) {
        return decide(visitor, variation(visitor));
    }

    /** Returns all that follows for a visitor whose {@linkplain #variation variation} has been decided already. */
    public Decision decide(Visitor visitor, Variation variation) {
        return decide(visitor, variation, site.failures(), null);
    }

    /** Returns which page answers the visitor. The first rule that fits decides. */
    public Variation variation(Visitor visitor) {
        return variation(visitor, site.failures(), null);
    }

    /**
     * Returns the variation at a path, for any visitor, or null where no rule of this plan names it: then it must not be
     * served here. For previews.
     */
    public @Nullable Variation variation(String named) {
        for (VariationRule rule : variations) {
            if (rule.paths().contains(named)) {
                return Variation.of(named).at(path);
            }
        }
        return null;
    }

    /** Returns what {@link #decide(Visitor)} returns, and what became of every rule. Failures are only part of the explanation. */
    public Explanation explain(Visitor visitor) {
        Trace trace = new Trace();
        Failures failures = trace.failures();
        Visitor watched = visitor.withProfile(visitor.profile().onMisfit(trace::misfit));
        Decision decision = decide(watched, variation(watched, failures, trace), failures, trace);
        site.typed().forEach(rule -> rule.explain(watched, trace));
        return new Explanation(decision, trace.reports(), asked(visitor.request()));
    }

    /** Returns what the rules of this path ask of a request, by name, with the request's answers. */
    private Map<String, @Nullable Object> asked(RequestFacts request) {
        Map<String, @Nullable Object> asked = new TreeMap<>();
        Stream.of(
                        variations.stream().map(VariationRule::terms),
                        content.stream().map(ContentRule::terms),
                        site.terms())
                .flatMap(terms -> terms)
                .forEach(terms -> terms.attributes()
                        .forEach(attribute -> asked.put(attribute.toString(), request.value(attribute))));
        return asked;
    }

    private Decision decide(Visitor visitor, Variation variation, Failures failures, @Nullable Trace trace) {
        Map<String, Object> traits = site.clientTraits(visitor, failures, trace);
        String color = site.pageColor(visitor, failures, trace);
        List<AppliedEdit> edits = edits(visitor, failures, trace);
        boolean isNothing = traits == null && color == null && edits.isEmpty() && variation.equals(Variation.OWN_PAGE);
        return isNothing ? NOTHING : new Decision(variation.path(), traits, color, edits, variation.assignment());
    }

    private Variation variation(Visitor visitor, Failures failures, @Nullable Trace trace) {
        Variation previewed = visitor.forced().isEmpty() ? null : previewed(visitor.forced(), trace);
        if (previewed != null) {
            return previewed;
        }
        for (int i = 0; i < variations.size(); i++) {
            VariationRule rule = variations.get(i);
            Variation variation = rule.serve(visitor, failures, trace);
            if (variation != null) {
                if (trace != null) {
                    trace.chose(rule.name(), rule.kind(), variation.at(path));
                    noteUnreached(variations.subList(i + 1, variations.size()), rule, trace);
                }
                return variation.at(path);
            }
        }
        return Variation.OWN_PAGE;
    }

    /** Returns what a preview asks for by the name of an experiment; it comes before what any rule would do. */
    private @Nullable Variation previewed(Assignments forced, @Nullable Trace trace) {
        for (VariationRule rule : variations) {
            Variation variation = rule.shown(forced);
            if (variation != null) {
                if (trace != null) {
                    trace.chose(rule.name(), rule.kind(), variation.at(path));
                    noteUnreached(
                            variations.stream().filter(other -> other != rule).toList(), rule, trace);
                }
                return variation.at(path);
            }
        }
        return null;
    }

    private static void noteUnreached(List<VariationRule> rules, VariationRule decided, Trace trace) {
        rules.forEach(
                rule -> trace.note(rule.name(), rule.kind(), Outcome.NOT_REACHED, decided.name() + " has decided"));
    }

    private List<AppliedEdit> edits(Visitor visitor, Failures failures, @Nullable Trace trace) {
        if (content.isEmpty()) {
            return List.of();
        }
        AppliedEdit[] edits = new AppliedEdit[content.size()];
        int count = 0;
        for (int i = 0; i < edits.length; i++) {
            AppliedEdit edit = content.get(i).apply(visitor, failures, trace);
            if (edit != null) {
                edits[count++] = edit;
            }
        }
        // One and two make a list without an array.
        return switch (count) {
            case 0 -> List.of();
            case 1 -> List.of(edits[0]);
            case 2 -> List.of(edits[0], edits[1]);
            default -> List.of(Arrays.copyOf(edits, count));
        };
    }

    /** The rules that hold on every page. */
    record SiteRules(
            @Nullable ClientTraitRules clientTraits,
            List<PageColorRule> pageColors,
            List<TypedRule> typed,
            Failures failures) {

        Stream<Terms> terms() {
            Stream<Terms> colors = pageColors.stream().map(PageColorRule::terms);
            return clientTraits == null ? colors : Stream.concat(clientTraits.terms(), colors);
        }

        boolean isThere() {
            return clientTraits != null
                    || pageColors.stream().anyMatch(rule -> rule.terms().isEnabled());
        }

        @Nullable
        Map<String, Object> clientTraits(Visitor visitor, Failures told, @Nullable Trace trace) {
            return clientTraits == null ? null : clientTraits.of(visitor, told, trace);
        }

        @Nullable
        String pageColor(Visitor visitor, Failures failures, @Nullable Trace trace) {
            for (int i = 0; i < pageColors.size(); i++) {
                PageColorRule rule = pageColors.get(i);
                String color = rule.of(visitor, failures, trace);
                if (color != null) {
                    if (trace != null) {
                        pageColors
                                .subList(i + 1, pageColors.size())
                                .forEach(later -> trace.note(
                                        later.name(),
                                        Kind.PAGE_COLOR,
                                        Outcome.NOT_REACHED,
                                        rule.name() + " has decided"));
                    }
                    return color;
                }
            }
            return null;
        }
    }
}

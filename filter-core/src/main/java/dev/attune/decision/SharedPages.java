package dev.attune.decision;

import dev.attune.internal.outcome.Outcome;
import dev.attune.internal.outcome.OutcomeSpace;
import dev.attune.internal.outcome.SharedRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pages that shared caches may keep, and what their rules leave open. All of these pages have one outcome for a visitor, so
 * that a browser needs one code for all of them. Immutable.
 */
final class SharedPages {
    /** So many visitors are imagined at most, to find all outcomes. */
    private static final int MOST_IMAGINED = 200_000;

    private final List<CacheRule> routes;
    private final List<Choice> choices;
    private final RoutedPlans early;
    private final RoutedPlans late;
    private final Failures failures;

    /**
     * @param languages those that the site's rules name
     * @throws RuleException if a rule about one of the pages leaves no end of outcomes
     */
    SharedPages(
            List<CacheRule> routes,
            List<VariationRule> variations,
            List<ContentRule> content,
            @Nullable List<ClientTraitRule> clientTraits,
            Plan.SiteRules site,
            LanguageTags languages) {
        this.routes = List.copyOf(routes);
        failures = site.failures();
        choices = routes.isEmpty() ? List.of() : choices(variations, content, clientTraits, site, languages);
        early = plans(false, variations, content, clientTraits, site);
        late = plans(true, List.of(), content, clientTraits, site);
    }

    private List<Choice> choices(
            List<VariationRule> variations,
            List<ContentRule> content,
            @Nullable List<ClientTraitRule> clientTraits,
            Plan.SiteRules site,
            LanguageTags languages) {
        List<Choice> found = new ArrayList<>();
        Map<Route, List<VariationRule>> byRoute = new LinkedHashMap<>();
        for (VariationRule rule : variations) {
            Route route = rule.terms().route();
            if (route != null && isOpen(rule.terms())) {
                byRoute.computeIfAbsent(route, unseen -> new ArrayList<>()).add(rule);
            }
        }
        byRoute.values().forEach(rules -> found.add(new VariationChoice(rules)));
        for (ClientTraitRule rule : clientTraits == null ? List.<ClientTraitRule>of() : clientTraits) {
            if (isOpen(rule.terms())) {
                found.add(TraitChoice.of(rule, languages));
            }
        }
        for (ContentRule rule : content) {
            if (isOpen(rule.terms())) {
                found.add(ContentChoice.of(rule, languages));
            }
        }
        for (PageColorRule rule : site.pageColors()) {
            if (isOpen(rule.terms())) {
                throw FiniteValues.notFinite(rule.name(), "a colour may have any value");
            }
        }
        return List.copyOf(found);
    }

    /** Whether a rule may change a page that shared caches keep. */
    private boolean isOpen(Terms terms) {
        Route route = terms.route();
        return terms.isEnabled()
                && !terms.isLate()
                && (route == null
                        || routes.stream().anyMatch(rule -> rule.route().meets(route)));
    }

    private static RoutedPlans plans(
            boolean isLate,
            List<VariationRule> variations,
            List<ContentRule> content,
            @Nullable List<ClientTraitRule> clientTraits,
            Plan.SiteRules site) {
        List<ClientTraitRule> traits = (clientTraits == null ? List.<ClientTraitRule>of() : clientTraits)
                .stream().filter(rule -> rule.terms().isLate() == isLate).toList();
        boolean hasTraits = isLate ? !traits.isEmpty() : clientTraits != null;
        return new RoutedPlans(
                variations,
                content.stream().filter(rule -> rule.terms().isLate() == isLate).toList(),
                new Plan.SiteRules(
                        hasTraits ? new ClientTraitRules(traits) : null,
                        site.pageColors().stream()
                                .filter(rule -> rule.terms().isLate() == isLate)
                                .toList(),
                        List.of(),
                        site.failures()));
    }

    /** Returns the first route that a path is of, or null where shared caches may keep nothing of it. */
    @Nullable
    SharedRoute route(String path) {
        // By number, because every request asks, and most sites share no page.
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).route().matches(path)) {
                return routes.get(i).shared();
            }
        }
        return null;
    }

    List<SharedRoute> routes() {
        return routes.stream().map(CacheRule::shared).toList();
    }

    /** Returns what a page in a shared cache is made by: all rules but those that are late. */
    Plan early(String path) {
        return early.of(path);
    }

    /** Returns what the browser of such a page asks for. */
    Plan late(String path) {
        return late.of(path);
    }

    /** Returns the outcome for a visitor. */
    Outcome outcome(Visitor visitor) {
        return new Outcome(
                choices.stream().map(choice -> choice.of(visitor, failures)).toList());
    }

    /**
     * Returns all outcomes that there can be.
     *
     * @param most how many there may be
     * @throws RuleException if there are more
     */
    OutcomeSpace space(int most) {
        if (routes.isEmpty()) {
            return OutcomeSpace.NONE;
        }
        Map<Outcome, String> words = new LinkedHashMap<>();
        Imagined visitor = Imagined.first();
        for (int i = 0; visitor != null; i++) {
            Imagined imagined = visitor;
            List<Integer> cases =
                    choices.stream().map(choice -> choice.of(imagined)).toList();
            words.put(new Outcome(cases), words(cases));
            if (words.size() > most || i == MOST_IMAGINED) {
                throw new RuleException(
                        "cache",
                        "the rules about its pages have more than " + most
                                + " outcomes, of which shared caches would keep"
                                + " one copy each; take a route out of \"cache\", mark a rule \"late\": true, or raise"
                                + " maxVariants");
            }
            visitor = imagined.next();
        }
        return new OutcomeSpace(words);
    }

    private String words(List<Integer> cases) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            words.add(choices.get(i).words(cases.get(i)));
        }
        String all = words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
        return all.isEmpty() ? "the app's own page" : all;
    }
}

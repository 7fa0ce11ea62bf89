package dev.attune.decision;

import dev.attune.experiment.Enrolment;
import dev.attune.experiment.Experiment;
import dev.attune.experiment.Holdout;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.decision.RulesPart;
import dev.attune.internal.text.MessageText;
import dev.attune.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a site. Immutable and thread-safe. {@link #plan} says what could matter for a path; the plan then decides
 * for a profile.
 */
public final class Personalization {
    static {
        RulesAccess.give(new PersonalizationAccess());
    }

    private final RoutedPlans plans;
    private final SharedPages shared;
    private final Set<String> variationOnly = new HashSet<>();
    private final List<Edit> edits;
    private final Set<RequestAttribute> attributes = new LinkedHashSet<>();
    private final LanguageTags languages;
    private final Map<String, Enrolment> experiments = new LinkedHashMap<>();
    private final Map<String, Enrolment> experimentsView = Collections.unmodifiableMap(experiments);

    private final int size;
    private final Failures failures;
    private final Consumer<Exposure> exposureListener;

    private Personalization(Builder rules) {
        failures = new Failures(rules.listener);
        exposureListener = rules.exposures;
        Plan.SiteRules site = new Plan.SiteRules(
                rules.clientTraits == null ? null : new ClientTraitRules(rules.clientTraits),
                List.copyOf(rules.pageColors),
                List.copyOf(rules.typed),
                failures);
        List<VariationRule> variations = rules.variations.stream()
                .map(draft -> draft.with(rules.holdouts.values()))
                .toList();
        plans = new RoutedPlans(variations, rules.content, site);
        size = variations.size()
                + rules.content.size()
                + rules.pageColors.size()
                + (rules.clientTraits == null ? 0 : rules.clientTraits.size());
        edits = rules.content.stream().flatMap(rule -> rule.edits().stream()).toList();
        List<Terms> terms = Stream.of(
                        variations.stream().map(VariationRule::terms),
                        rules.content.stream().map(ContentRule::terms),
                        site.terms())
                .flatMap(named -> named)
                .toList();
        terms.forEach(named -> attributes.addAll(named.attributes()));
        languages = LanguageTags.of(
                terms.stream().flatMap(named -> named.languages().stream()).toList());
        shared = new SharedPages(rules.cache, variations, rules.content, rules.clientTraits, site, languages);
        for (VariationRule rule : variations) {
            rule.paths().forEach(path -> variationOnly.add(withoutSlash(path)));
            if (rule instanceof ExperimentRule experiment) {
                experiments.put(experiment.enrolment().experiment().key(), experiment.enrolment());
            }
        }
    }

    /** Returns a builder of a site without rules. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns what could matter for a path. Takes a look-up by hash, and a comparison for each route that stands for more
     * than one path.
     *
     * @param path the path inside the context, decoded and normalized, starting with {@code /}
     */
    public Plan plan(String path) {
        return plans.of(path);
    }

    /**
     * Whether a path is only ever served as a variation: a rule names it in {@code serve}, and no rule is about the path
     * itself. A slash at the end makes no difference.
     *
     * @param path the path inside the context, decoded and normalized
     */
    public boolean isVariationOnly(String path) {
        return !variationOnly.isEmpty() && variationOnly.contains(withoutSlash(path)) && !plans.hasPage(path);
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Returns the experiments that are held, by their keys. */
    Map<String, Enrolment> experiments() {
        return experimentsView;
    }

    /**
     * Returns what there is to report of a visitor's first view of a variation, having told the app.
     *
     * @param assignment what one of this site's plans decided
     */
    Exposure exposed(Assignment assignment, VisitorIds ids) {
        Enrolment enrolment = experiments.get(assignment.experiment());
        if (enrolment == null) {
            throw new IllegalArgumentException("there is no experiment " + assignment.experiment());
        }
        Exposure exposure = Exposure.of(assignment, enrolment.experiment(), ids);
        try {
            exposureListener.accept(exposure);
        } catch (RuntimeException failure) {
            failures.report(
                    "onExposure", "the listener threw " + failure.getClass().getName(), failure);
        }
        return exposure;
    }

    /** Returns what the rules ask of requests; for many sites nothing. */
    Set<RequestAttribute> requestAttributes() {
        return Collections.unmodifiableSet(attributes);
    }

    /**
     * Returns the language of a visitor, in the spelling of the rules: the first of the visitor's for which a rule has a
     * tag, by the look-up of RFC 4647, section 3.4. Null where none fits; the first of the visitor's where no rule names a
     * language.
     *
     * @param ranges what the visitor reads, the most wanted first, as {@code Accept-Language} gives them
     */
    @Nullable
    String language(List<String> ranges) {
        if (languages.tags().isEmpty()) {
            return ranges.isEmpty() ? null : ranges.get(0);
        }
        return languages.lookUp(ranges);
    }

    /** Returns the pages that shared caches may keep. */
    SharedPages shared() {
        return shared;
    }

    /** Returns how many rules there are. */
    int size() {
        return size;
    }

    /** Returns the edits of all content rules, in order, so that they can be checked and compiled at start. */
    List<Edit> edits() {
        return edits;
    }

    /** Returns a path for each route of the rules, in alphabetical order: the route itself, or the folder of a prefix. */
    SortedSet<String> examplePaths() {
        return plans.examplePaths();
    }

    /**
     * Collects rules; not thread-safe. Rules of one kind are looked at in the order in which they were added. A route is
     * an exact path such as {@code /cart}, or a prefix such as {@code /shop/*}.
     *
     * <p>All functions get a profile that is never null. One that throws does not fit; so does one that answers null.
     */
    public static final class Builder {
        /** The most rules of one kind. */
        static final int MAX_RULES = 2_000;

        private final List<VariationDraft> variations = new ArrayList<>();
        private final Map<String, Holdout> holdouts = new LinkedHashMap<>();
        private final ExperimentBook experiments = new ExperimentBook();
        private final List<PageColorRule> pageColors = new ArrayList<>();
        private final List<ContentRule> content = new ArrayList<>();
        private final Map<String, ValueSet> groups = new HashMap<>();
        private final List<TypedRule> typed = new ArrayList<>();
        private final List<CacheRule> cache = new ArrayList<>();
        private @Nullable List<ClientTraitRule> clientTraits;
        private Consumer<RuleFailure> listener = failure -> {};
        private Consumer<Exposure> exposures = exposure -> {};
        private Consumer<Edit> editCheck = edit -> {};
        private Trust trust = Trust.CLAIMED;
        private boolean isLate;
        private Validity validity = Validity.ALWAYS;
        private @Nullable String title;

        private Builder() {}

        /** Returns a builder that holds what this one holds now; neither changes the other from then on. */
        Builder copy() {
            Builder copy = new Builder();
            copy.variations.addAll(variations);
            copy.pageColors.addAll(pageColors);
            copy.content.addAll(content);
            copy.groups.putAll(groups);
            copy.typed.addAll(typed);
            copy.cache.addAll(cache);
            copy.holdouts.putAll(holdouts);
            copy.experiments.addAll(experiments);
            copy.clientTraits = clientTraits == null ? null : new ArrayList<>(clientTraits);
            copy.listener = listener;
            copy.exposures = exposures;
            copy.editCheck = editCheck;
            return copy;
        }

        /**
         * Adds rules that need trust in who the visitor is: they take a visitor of less trust for an unknown one, so that
         * a forged cookie shows nothing of the profile that it names.
         *
         * @param needed what the rules need
         * @param rules adds them to the builder that it is given
         */
        public Builder trust(Trust needed, Consumer<Builder> rules) {
            Trust outside = trust;
            trust = needed;
            try {
                rules.accept(this);
            } finally {
                trust = outside;
            }
            return this;
        }

        /**
         * Adds client traits, page colours and texts that pages in shared caches go without: the browser asks for them, as
         * {@link #cache} says.
         *
         * @param rules adds them to the builder that it is given
         */
        public Builder late(Consumer<Builder> rules) {
            boolean outside = isLate;
            isLate = true;
            try {
                rules.accept(this);
            } finally {
                isLate = outside;
            }
            return this;
        }

        /**
         * Adds rules that are in force at times, as {@code from} and {@code until} say in a rules file.
         *
         * @param from the first moment, or null for always
         * @param until the first moment when they are over, or null for never
         * @param rules adds them to the builder that it is given
         * @throws IllegalArgumentException if there is no moment between the two
         */
        public Builder during(@Nullable Instant from, @Nullable Instant until, Consumer<Builder> rules) {
            return valid(validity.during(from, until), rules);
        }

        /**
         * Adds rules that are in force on some hosts, as {@code hosts} says in a rules file.
         *
         * @param hosts such as {@code shop.example} or {@code *.shop.example}, without a port; one at least
         * @param rules adds them to the builder that it is given
         * @throws IllegalArgumentException if one of the hosts is none
         */
        public Builder onHosts(List<String> hosts, Consumer<Builder> rules) {
            return valid(validity.onHosts(hosts), rules);
        }

        private Builder valid(Validity given, Consumer<Builder> rules) {
            Validity outside = validity;
            validity = given;
            try {
                rules.accept(this);
            } finally {
                validity = outside;
            }
            return this;
        }

        /**
         * Lets shared caches keep the pages of a route, one copy for each outcome of the rules. Rules about these pages whose
         * outcomes have no end must be {@linkplain #late late}.
         *
         * @param shared how long, in whole seconds, from a second to a day: as long may a visitor see the page of earlier traits
         * @throws RuleException if the route is none, or the time too short or too long
         */
        public Builder cache(String route, Duration shared) {
            return add(CacheRule.of("cache(" + MessageText.text(route) + ")", route, shared, false));
        }

        /**
         * Adds rules under a name that explanations and messages show, as {@code name} says in a rules file.
         *
         * @param rules adds them to the builder that it is given
         */
        public Builder named(String name, Consumer<Builder> rules) {
            String outside = title;
            title = name;
            try {
                rules.accept(this);
            } finally {
                title = outside;
            }
            return this;
        }

        private Terms terms(String name, @Nullable Route route, @Nullable Condition when) {
            String shown = title == null ? name : name + " " + MessageText.text(title);
            return Terms.of(shown, route, when, trust).valid(validity).late(isLate);
        }

        /**
         * Serves another page at a route. The function returns a path inside the context, decoded and without a query,
         * or null for the app's own page; a path that is refused, such as one into {@code WEB-INF}, is the app's own too.
         *
         * @throws RuleException if the route is none
         */
        public Builder variation(String route, Function<Profile, @Nullable String> serve) {
            String name = "variation(" + MessageText.text(route) + ")";
            return add(new VariationRule.Computed(terms(name, Route.parse(name, route), null), serve));
        }

        /**
         * Serves another page at a route to those whom a condition fits.
         *
         * @throws RuleException if the route is none, or the path can never be served
         */
        public Builder variation(String route, Condition when, String serve) {
            return fixed(route, when, serve);
        }

        /**
         * Serves another page at a route to everyone whom no earlier rule fits.
         *
         * @throws RuleException if the route is none, or the path can never be served
         */
        public Builder variation(String route, String serve) {
            return fixed(route, null, serve);
        }

        private Builder fixed(String route, @Nullable Condition when, String serve) {
            String name = "variation(" + MessageText.text(route) + ")";
            return add(new VariationRule.Fixed(
                    terms(name, Route.parse(name, route), when),
                    Variation.of(PathSyntax.checked(name + " serve", serve))));
        }

        /**
         * Deals the visitors of a route out to the variations of an experiment. A visitor who is not in the experiment is
         * left to the next rule.
         *
         * @param serve the path that serves each variation; null, or the path of the route itself, for the app's own page
         * @throws RuleException if the route is none, a path can never be served, the experiment does not fit the number of
         *     variations, or is described in another way elsewhere
         */
        public Builder experiment(String route, Experiment experiment, @Nullable String... serve) {
            return experiment(route, null, experiment, serve);
        }

        /**
         * Deals the visitors of a route whom a condition fits out to the variations of an experiment.
         *
         * @param when who is in the experiment, or null for everyone
         * @throws RuleException as {@link #experiment(String, Experiment, String...)} does
         */
        public Builder experiment(
                String route, @Nullable Condition when, Experiment experiment, @Nullable String... serve) {
            String name = "experiment(" + MessageText.text(experiment.key()) + ")";
            for (String path : serve) {
                if (path != null) {
                    PathSyntax.checked(name + " serve", path);
                }
            }
            return add(new ExperimentRule.Draft(
                    terms(name, Route.parse(name, route), when), experiment, Arrays.asList(serve)));
        }

        /**
         * Keeps a share of the visitors out of experiments.
         *
         * @throws RuleException if there is another hold-out of this name
         */
        public Builder holdout(Holdout holdout) {
            Holdout other = holdouts.putIfAbsent(holdout.name(), holdout);
            if (other != null && !other.equals(holdout)) {
                throw new RuleException(
                        "holdout " + MessageText.text(holdout.name()), "it is described twice, in different ways");
            }
            return this;
        }

        /**
         * Lets the browser know what a function returns: JSON values by name. Values that JSON does not have are left out.
         */
        public Builder clientTraits(Function<Profile, ? extends Map<String, ?>> traits) {
            return add(new ClientTraitRule.Computed(terms("clientTraits", null, null), traits));
        }

        /**
         * Lets the browser know what a function makes of the visitor's traits in a type of the app: a record, a bean or a map,
         * whose members are the names.
         *
         * @throws RuleException if traits cannot become this type
         */
        public <T> Builder clientTraits(Class<T> type, Function<? super T, ?> traits) {
            traits(type);
            return add(new ClientTraitRule.Computed(
                    terms("clientTraits(" + type.getSimpleName() + ")", null, null),
                    profile -> ClientValues.members(traits.apply(profile.as(type)))));
        }

        /**
         * Names types that the app reads profiles as. A type that traits cannot become stops the deployment, and an explanation
         * says which of a visitor's traits do not fit the type.
         *
         * @throws RuleException if traits cannot become one of these types
         */
        public Builder traits(Class<?>... types) {
            for (Class<?> type : types) {
                TypedRule rule = new TypedRule(type);
                if (!typed.contains(rule)) {
                    typed.add(rule);
                }
            }
            return this;
        }

        /** Lets the browser know a trait under a name; it is left out for those who do not have it. */
        public Builder clientTrait(String name, String trait) {
            String rule = "clientTrait(" + MessageText.text(name) + ")";
            return add(ClientTraitRule.copied(
                    terms(rule, null, null), ClientValues.checkedName(rule, name), place(rule, trait)));
        }

        /** Lets the browser know under a name whether a condition fits, as true or false. */
        public Builder clientTrait(String name, Condition when) {
            String rule = "clientTrait(" + MessageText.text(name) + ")";
            return add(ClientTraitRule.asked(terms(rule, null, null), ClientValues.checkedName(rule, name), when));
        }

        private static Place place(String rule, String name) {
            try {
                return Places.named(name);
            } catch (IllegalArgumentException mistake) {
                throw new RuleException(rule, String.valueOf(mistake.getMessage()), mistake);
            }
        }

        /** Colours all pages. The function returns a CSS colour, or null or {@code ""} for none; the first colour wins. */
        public Builder pageColor(Function<Profile, @Nullable String> color) {
            Terms terms = terms("pageColor", null, null);
            return add(new PageColorRule(terms, visitor -> color.apply(visitor.seenWith(terms.trust()))));
        }

        /**
         * Changes the content of a route's pages.
         *
         * @param when who sees the change, or null for everyone
         * @throws RuleException if the route is none or the edit's value is no {@link Template}
         */
        public Builder content(String route, @Nullable Condition when, Edit edit) {
            String name = "content(" + MessageText.text(route) + ")";
            return add(ContentRule.of(terms(name, Route.parse(name, route), when), edit));
        }

        /**
         * Changes the content of a route's pages by what a function says.
         *
         * @param values answers what the placeholders of the edit's value stand for, by name: text, numbers or booleans,
         *     which are escaped for their place as traits are; null where the visitor's page keeps its own content
         * @throws RuleException if the route is none or the edit's value is no {@link Template}
         */
        public Builder content(String route, Edit edit, Function<Profile, ? extends @Nullable Map<String, ?>> values) {
            String name = "content(" + MessageText.text(route) + ")";
            return add(ContentRule.of(terms(name, Route.parse(name, route), null), edit, values));
        }

        /**
         * Adds all that a rules file says: {@code variations}, {@code clientTraits}, {@code pageColor}, {@code content},
         * {@code cache}, {@code groups} and {@code holdouts}. The groups also hold for rules in JSON that are added later.
         *
         * @throws RuleException if it is no valid rules file
         */
        public Builder rules(String json) {
            new RulesReader(this, groups).file(json);
            return this;
        }

        /**
         * Reads the groups and hold-outs of a rules file and nothing else, for rules in JSON that are added later, ahead of the
         * file's own.
         *
         * @throws RuleException if the file is no JSON object of the known parts, or its groups are not valid
         */
        Builder groups(String json) {
            new RulesReader(this, groups).groupsOf(json);
            return this;
        }

        /**
         * Adds what one part says, written as in a rules file.
         *
         * @throws RuleException if it is not valid
         */
        Builder rules(RulesPart part, String json) {
            new RulesReader(this, groups).part(part, json);
            return this;
        }

        /** Sets the listener of rules that fail at request time. Request threads call it, so it must be quick. */
        public Builder onFailure(Consumer<RuleFailure> listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Sets the listener of exposures: a visitor sees a variation of an experiment for the first time, as far as this node
         * remembers. Request threads call it, so it must be quick. Robots, prefetches, previews and visitors who have not
         * agreed to be known are no exposures.
         */
        public Builder onExposure(Consumer<Exposure> listener) {
            exposures = listener;
            return this;
        }

        /**
         * Sets a check of the edits that are added from now on. The mistake that it finds is a {@link RuleException} with the
         * place of the edit's rule.
         *
         * @param check throws an {@link IllegalArgumentException} for an edit that can never be made
         */
        public Builder checkEdits(Consumer<Edit> check) {
            editCheck = check;
            return this;
        }

        /** Returns the site's rules; the builder may be used further. */
        public Personalization build() {
            return new Personalization(this);
        }

        Builder add(VariationDraft rule) {
            addTo(variations, rule, rule.name());
            return this;
        }

        Builder add(ExperimentRule.Draft rule) {
            experiments.check(rule);
            return add((VariationDraft) rule);
        }

        Builder add(ContentRule rule) {
            try {
                rule.edits().forEach(editCheck);
            } catch (IllegalArgumentException e) {
                throw new RuleException(rule.name(), String.valueOf(e.getMessage()), e);
            }
            addTo(content, rule, rule.name());
            return this;
        }

        Builder add(ClientTraitRule rule) {
            addTo(clientTraits(), rule, "clientTraits");
            return this;
        }

        Builder add(PageColorRule rule) {
            addTo(pageColors, rule, rule.name());
            return this;
        }

        Builder add(CacheRule rule) {
            addTo(cache, rule, "cache");
            return this;
        }

        /** Turns client traits on, even if no rule follows, and returns their rules. */
        List<ClientTraitRule> clientTraits() {
            if (clientTraits == null) {
                clientTraits = new ArrayList<>();
            }
            return clientTraits;
        }

        private static <T> void addTo(List<T> rules, T rule, String name) {
            if (rules.size() == MAX_RULES) {
                throw new RuleException(name, "expected at most " + MAX_RULES + " rules of one kind");
            }
            rules.add(rule);
        }
    }
}

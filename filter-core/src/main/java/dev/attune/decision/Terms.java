package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.decision.RuleReport.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every rule says of the pages and visitors that it is for.
 *
 * @param name what messages and explanations call the rule
 * @param route the pages, or null for all
 * @param when the visitors, or null for all
 * @param trust how sure it must be who the visitor is, before the rule sees the profile
 * @param attributes what the rule asks of the request
 * @param languages the languages that it names
 * @param validity when and where it is in force
 * @param isLate whether pages that shared caches keep go without it, and their browsers ask for it
 */
record Terms(
        String name,
        @Nullable Route route,
        @Nullable Condition when,
        Trust trust,
        Set<RequestAttribute> attributes,
        Set<String> languages,
        Validity validity,
        boolean isLate) {

    static Terms of(String name, @Nullable Route route, @Nullable Condition when, Trust trust) {
        Terms plain = new Terms(name, route, when, trust, Set.of(), Set.of(), Validity.ALWAYS, false);
        return when == null ? plain : plain.asking(when);
    }

    /** Returns terms of a rule that also asks a question. */
    Terms asking(Condition question) {
        return with(question.attributes(), question.languages());
    }

    /** Returns terms of a rule that also takes values from these places. */
    Terms reading(List<Place> places) {
        Set<RequestAttribute> read = new LinkedHashSet<>();
        for (Place place : places) {
            RequestAttribute attribute = place.attribute();
            if (attribute != null) {
                read.add(attribute);
            }
        }
        return with(read, Set.of());
    }

    /** Returns terms of a rule that also asks for an attribute, and names languages. */
    Terms choosing(RequestAttribute attribute, Set<String> tags) {
        return with(Set.of(attribute), tags);
    }

    private Terms with(Set<RequestAttribute> moreAttributes, Set<String> moreLanguages) {
        Set<RequestAttribute> allAttributes = new LinkedHashSet<>(attributes);
        allAttributes.addAll(moreAttributes);
        Set<String> allLanguages = new LinkedHashSet<>(languages);
        allLanguages.addAll(moreLanguages);
        for (RequestAttribute attribute : moreAttributes) {
            if (attribute.kind() == RequestAttribute.Kind.ROUTE
                    && (route == null || !route.names(attribute.argument()))) {
                throw new RuleException(name, attribute + " needs a route with {" + attribute.argument() + "} in it");
            }
        }
        return new Terms(
                name, route, when, trust, Set.copyOf(allAttributes), Set.copyOf(allLanguages), validity, isLate);
    }

    /** Returns terms of a rule that is in force at times, or in places. */
    Terms valid(Validity given) {
        return new Terms(name, route, when, trust, attributes, languages, given, isLate);
    }

    /** Returns terms of a rule that pages in shared caches go without, or do not. */
    Terms late(boolean now) {
        return new Terms(name, route, when, trust, attributes, languages, validity, now);
    }

    boolean isEnabled() {
        return validity.enabled();
    }

    /** Returns what the rule may see of a visitor: the profile, with the request where the rule names it. */
    Object seen(Visitor visitor) {
        return seen(visitor, visitor.seenWith(trust));
    }

    /** Returns traits, with the request where the rule names it. */
    Object seen(Visitor visitor, Object traits) {
        return attributes.isEmpty() ? traits : new Subject(traits, visitor.request(), route);
    }

    /** Returns whether the rule is for a visitor. */
    boolean fit(Visitor visitor, Kind kind, @Nullable Trace trace) {
        Outcome refusal = validity.refusal(visitor.request());
        if (refusal != null) {
            if (trace != null) {
                trace.note(name, kind, refusal, validity.words(refusal));
            }
            return false;
        }
        if (when == null || when.fits(seen(visitor))) {
            return true;
        }
        if (trace != null) {
            trace.doesNotFit(name, kind, visitor, trust, when.misfit(seen(visitor)));
        }
        return false;
    }

    /** Whether the rule is for all pages of a route that is no form. */
    boolean isForPagesOf(Route pages) {
        return route == null
                || (pages.folder()
                        ? route.folder() && !route.isForm() && route.matches(pages.path())
                        : route.matches(pages.path()));
    }

    boolean isFor(String path) {
        return route == null || route.matches(path);
    }
}

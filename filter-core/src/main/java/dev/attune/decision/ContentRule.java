package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.internal.text.Label;
import dev.attune.internal.text.MessageText;
import dev.attune.profile.Profile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rule that changes the content of a route's pages.
 *
 * @param texts the edit in each language that the rule has; the first stands for all others
 * @param tags the languages
 * @param values answers the placeholders' values by name, or null for no edit; null for the profile's traits
 */
record ContentRule(
        Terms terms,
        List<LocalEdit> texts,
        LanguageTags tags,
        @Nullable Function<Profile, ? extends @Nullable Map<String, ?>> values) {
    private static final RequestAttribute LANGUAGES = new RequestAttribute(RequestAttribute.Kind.LANGUAGES, "");

    static ContentRule of(Terms terms, Edit edit) {
        return of(terms, edit, null);
    }

    static ContentRule of(
            Terms terms, Edit edit, @Nullable Function<Profile, ? extends @Nullable Map<String, ?>> values) {
        LocalEdit text = LocalEdit.of(terms.name(), "", edit);
        return new ContentRule(terms.reading(text.placeholders()), List.of(text), LanguageTags.NONE, values);
    }

    /** @param edits by language, the first for all who read none of them */
    static ContentRule of(Terms terms, Map<String, Edit> edits) {
        Terms read = terms.choosing(LANGUAGES, new LinkedHashSet<>(edits.keySet()));
        List<LocalEdit> texts = edits.entrySet().stream()
                .map(entry -> LocalEdit.of(terms.name(), entry.getKey(), entry.getValue()))
                .toList();
        for (LocalEdit text : texts) {
            read = read.reading(text.placeholders());
        }
        return new ContentRule(read, texts, LanguageTags.of(edits.keySet()), null);
    }

    String name() {
        return terms.name();
    }

    /** Returns all edits that it may make. */
    Set<Edit> edits() {
        Set<Edit> edits = new LinkedHashSet<>();
        texts.forEach(text -> edits.add(text.edit()));
        return edits;
    }

    /** Returns the edit for a visitor, or null where the rule does not fit. */
    @Nullable
    AppliedEdit apply(Visitor visitor, Failures failures, @Nullable Trace trace) {
        if (!terms.fit(visitor, Kind.CONTENT, trace)) {
            return null;
        }
        Profile seen = visitor.seenWith(terms.trust());
        Object source = values == null
                ? seen
                : UserCode.<Profile, @Nullable Map<String, ?>>apply(name(), values, seen, failures);
        if (source == null) {
            if (trace != null) {
                trace.doesNotFit(name(), Kind.CONTENT, visitor, terms.trust(), "it has no values for this visitor");
            }
            return null;
        }
        LocalEdit text = texts.size() == 1 ? texts.get(0) : text(visitor.request());
        AppliedEdit edit = text.filled(terms.seen(visitor, source));
        if (trace != null) {
            String filled = text.placeholders().isEmpty()
                    ? ""
                    : " with " + text.placeholders() + " = " + MessageText.json(edit.values());
            String where = edit.edit().select().isEmpty()
                    ? ""
                    : " on " + MessageText.text(edit.edit().select());
            String language = text.tag().isEmpty() ? "" : " in " + text.tag();
            trace.applied(
                    name(),
                    Kind.CONTENT,
                    Label.words(edit.edit().action()) + where + language + filled + Trace.hint(visitor, terms.trust()));
        }
        return edit;
    }

    private LocalEdit text(RequestFacts request) {
        String tag = request.value(LANGUAGES) instanceof List<?> ranges
                ? tags.lookUp(ranges.stream().map(String::valueOf).toList())
                : null;
        return texts.stream().filter(text -> text.tag().equals(tag)).findFirst().orElse(texts.get(0));
    }
}

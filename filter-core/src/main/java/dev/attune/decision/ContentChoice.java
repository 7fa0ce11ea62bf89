package dev.attune.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether an edit is made, in which language, and with which of a few values.
 *
 * @param values for each text of the rule and each of its placeholders all values, as texts
 */
record ContentChoice(ContentRule rule, List<List<List<String>>> values) implements Choice {
    /** @throws RuleException if there is no end of values */
    static Choice of(ContentRule rule, LanguageTags languages) {
        if (rule.values() != null) {
            throw FiniteValues.notFinite(rule.name(), "a function gives its values");
        }
        List<List<List<String>>> values = new ArrayList<>();
        for (LocalEdit text : rule.texts()) {
            List<List<String>> ofText = new ArrayList<>();
            for (Place place : text.placeholders()) {
                RequestAttribute attribute = place.attribute();
                List<String> all = attribute == null ? null : FiniteValues.of(attribute, languages);
                if (all == null) {
                    throw FiniteValues.notFinite(rule.name(), place + " may have any value");
                }
                ofText.add(all);
            }
            values.add(List.copyOf(ofText));
        }
        return new ContentChoice(rule, List.copyOf(values));
    }

    @Override
    public int of(Visitor visitor, Failures failures) {
        AppliedEdit applied = rule.apply(visitor, failures, null);
        if (applied == null) {
            return 0;
        }
        int first = 1;
        for (int i = 0; i < values.size(); i++) {
            if (rule.texts().get(i).edit().equals(applied.edit())) {
                int within = within(i, applied.values());
                return within == UNFORESEEN ? UNFORESEEN : first + within;
            }
            first += cases(i);
        }
        return UNFORESEEN;
    }

    /** Returns which of its cases a text is, counted from 0. */
    private int within(int text, List<String> applied) {
        int within = 0;
        for (int j = 0; j < applied.size(); j++) {
            List<String> all = values.get(text).get(j);
            // A value that is missing is 0, and so is its fallback.
            int place = all.indexOf(applied.get(j)) + 1;
            boolean isMissing =
                    applied.get(j).equals(rule.texts().get(text).fallbacks().get(j));
            if (place == 0 && !isMissing) {
                return UNFORESEEN;
            }
            within = within * (all.size() + 1) + place;
        }
        return within;
    }

    @Override
    public int of(Imagined visitor) {
        if (!Choice.fits(rule.terms(), visitor)) {
            return 0;
        }
        List<LocalEdit> texts = rule.texts();
        int chosen = texts.size() == 1
                ? 0
                : visitor.answer(texts.stream().map(LocalEdit::tag).toList(), texts.size());
        int first = 1;
        for (int i = 0; i < chosen; i++) {
            first += cases(i);
        }
        int within = 0;
        for (int j = 0; j < values.get(chosen).size(); j++) {
            int count = values.get(chosen).get(j).size() + 1;
            String place = texts.get(chosen).placeholders().get(j).toString();
            within = within * count + visitor.answer(place, count);
        }
        return first + within;
    }

    private int cases(int text) {
        int cases = 1;
        for (List<String> ofPlaceholder : values.get(text)) {
            cases *= ofPlaceholder.size() + 1;
        }
        return cases;
    }

    @Override
    public String words(int number) {
        if (number == 0) {
            return "";
        }
        int first = 1;
        int text = 0;
        while (number >= first + cases(text)) {
            first += cases(text++);
        }
        String tag = rule.texts().get(text).tag();
        int within = number - first;
        return rule.name() + (tag.isEmpty() ? "" : " in " + tag) + (cases(text) == 1 ? "" : " with values " + within);
    }
}

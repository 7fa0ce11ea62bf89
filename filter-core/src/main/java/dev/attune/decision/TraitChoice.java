package dev.attune.decision;

import java.util.List;

/**
 * What the browser may know under a name: nothing, or one of a few values.
 *
 * @param values as texts; case 1 is the first
 */
record TraitChoice(ClientTraitRule.Named rule, List<String> values) implements Choice {
    private static final List<String> FLAG = List.of("false", "true");

    /** @throws RuleException if there is no end of values */
    static Choice of(ClientTraitRule rule, LanguageTags languages) {
        if (rule instanceof ClientTraitRule.Asked asked) {
            return new TraitChoice(asked, FLAG);
        }
        if (rule instanceof ClientTraitRule.Copied copied) {
            RequestAttribute attribute = copied.trait().attribute();
            List<String> values = attribute == null ? null : FiniteValues.of(attribute, languages);
            if (values == null) {
                throw FiniteValues.notFinite(rule.terms().name(), copied.trait() + " may have any value");
            }
            return new TraitChoice(copied, values);
        }
        throw FiniteValues.notFinite(rule.terms().name(), "a function names its traits");
    }

    @Override
    public int of(Visitor visitor, Failures failures) {
        Object value = rule.value(visitor, failures, null);
        int place = value == null ? 0 : values.indexOf(String.valueOf(value)) + 1;
        return value != null && place == 0 ? UNFORESEEN : place;
    }

    @Override
    public int of(Imagined visitor) {
        if (!Choice.fits(rule.terms(), visitor)) {
            return 0;
        }
        if (rule instanceof ClientTraitRule.Asked asked) {
            return Choice.fits(asked.terms(), asked.when(), visitor) ? 2 : 1;
        }
        return rule instanceof ClientTraitRule.Copied copied
                ? visitor.answer(copied.trait().toString(), values.size() + 1)
                : UNFORESEEN;
    }

    @Override
    public String words(int number) {
        return number == 0 ? "" : rule.name() + " is " + values.get(number - 1);
    }
}

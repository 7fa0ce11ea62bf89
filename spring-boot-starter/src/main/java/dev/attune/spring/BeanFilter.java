package dev.attune.spring;

import dev.attune.decision.Personalization;
import dev.attune.jakarta.PersonalizationFilter;
import java.util.List;

/** The filter with the rules of the app's beans. */
final class BeanFilter extends PersonalizationFilter {
    private final List<AttuneRules> beans;

    BeanFilter(List<AttuneRules> beans) {
        this.beans = List.copyOf(beans);
    }

    @Override
    protected void personalize(Personalization.Builder rules) {
        beans.forEach(bean -> bean.personalize(rules));
    }
}

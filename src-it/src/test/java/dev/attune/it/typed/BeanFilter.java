package dev.attune.it.typed;

import dev.attune.decision.Personalization;
import dev.attune.jakarta.PersonalizationFilter;

/** Names a bean, which takes a JSON-B. */
public final class BeanFilter extends PersonalizationFilter {
    @Override
    protected void personalize(Personalization.Builder site) {
        site.traits(ShopBean.class);
    }
}

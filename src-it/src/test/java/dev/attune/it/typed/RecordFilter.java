package dev.attune.it.typed;

import dev.attune.decision.Personalization;
import dev.attune.jakarta.PersonalizationFilter;

/** Lets the browser know a record that is made of a record. */
public final class RecordFilter extends PersonalizationFilter {
    record Shown(boolean isRegular, String greeting) {}

    @Override
    protected void personalize(Personalization.Builder site) {
        site.clientTraits(ShopTraits.class, shop -> new Shown(shop.orderCount() > 2, "</script>" + shop.name()));
    }
}

package dev.attune.it.typed;

import dev.attune.decision.Personalization;
import dev.attune.jakarta.PersonalizationFilter;

/** Names a bean, which takes a JSON-B, and lets the browser know a bean that is made of it. */
public final class BeanFilter extends PersonalizationFilter {
    /** What the browser learns. */
    public static class Badge {
        public String text = "";
    }

    @Override
    protected void personalize(Personalization.Builder site) {
        site.traits(ShopBean.class);
        site.clientTraits(ShopBean.class, BeanFilter::badge);
    }

    private static Badge badge(ShopBean shop) {
        Badge badge = new Badge();
        badge.text = "</script>" + shop.seen();
        return badge;
    }
}

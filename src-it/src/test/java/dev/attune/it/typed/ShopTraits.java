package dev.attune.it.typed;

import dev.attune.profile.Trait;
import dev.attune.profile.Traits;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record, which Attune binds. */
@Traits
public record ShopTraits(
        @Trait("First Name") @Nullable String name,
        @Nullable Plan plan,
        int orderCount,
        boolean vip,
        double score,
        @Nullable LocalDate memberSince,
        List<String> tags) {

    String seen() {
        return name + "|" + plan + "|" + orderCount + "|" + vip + "|" + score + "|" + memberSince + "|" + tags;
    }
}

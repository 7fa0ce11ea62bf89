package dev.attune.it.typed;

import jakarta.json.bind.annotation.JsonbProperty;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bean, which the JSON-B of the app binds. */
public class ShopBean {
    @JsonbProperty("First Name")
    private @Nullable String name;

    private @Nullable Plan plan;
    private int orderCount;
    private boolean vip;
    private double score;
    private @Nullable LocalDate memberSince;
    private List<String> tags = List.of();

    public void setName(String name) {
        this.name = name;
    }

    public void setPlan(Plan plan) {
        this.plan = plan;
    }

    public void setOrderCount(int orderCount) {
        this.orderCount = orderCount;
    }

    public void setVip(boolean vip) {
        this.vip = vip;
    }

    public void setScore(double score) {
        this.score = score;
    }

    public void setMemberSince(LocalDate memberSince) {
        this.memberSince = memberSince;
    }

    public void setTags(List<String> tags) {
        this.tags = tags;
    }

    String seen() {
        return name + "|" + plan + "|" + orderCount + "|" + vip + "|" + score + "|" + memberSince + "|" + tags;
    }
}

package dev.attune.sample;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A visitor's traits as a bean, which the JSON-B of the app binds: Yasson, in the WAR. */
public class Membership {
    private @Nullable LocalDate memberSince;

    @JsonbProperty("tea_points")
    @JsonbTypeAdapter(Stars.OfPoints.class)
    private Stars stars = Stars.NONE;

    /** Creates a membership that has not begun. */
    public Membership() {}

    /** Returns the day on which it began, or null. */
    public @Nullable LocalDate getMemberSince() {
        return memberSince;
    }

    public void setMemberSince(@Nullable LocalDate memberSince) {
        this.memberSince = memberSince;
    }

    public Stars getStars() {
        return stars;
    }

    public void setStars(@Nullable Stars stars) {
        this.stars = stars == null ? Stars.NONE : stars;
    }
}

package dev.attune.jakarta.internal;

import dev.attune.decision.Assignment;
import dev.attune.decision.Plan;
import dev.attune.decision.Trust;
import dev.attune.decision.Variation;
import dev.attune.decision.Visitor;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.transform.Ribbon;
import dev.attune.jakarta.internal.explain.ServerTiming;
import dev.attune.jakarta.internal.preview.Preview;
import dev.attune.jakarta.internal.preview.Previews.OpenPreview;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a preview link or the explain key adds to a request. Most requests have neither: {@link #NONE}. */
final class Inspection {
    static final Inspection NONE = new Inspection(null, null, "", "");

    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("d MMMM, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final @Nullable ServerTiming timing;
    private final @Nullable OpenPreview preview;
    private final String endUrl;
    private final String explainUrl;

    /**
     * @param timing takes the times of a request that is explained, or null for one that is not
     * @param preview the page shown in place of the visitor's, or null
     * @param endUrl where the preview ends
     * @param explainUrl where somebody becomes one who may explain
     */
    Inspection(@Nullable ServerTiming timing, @Nullable OpenPreview preview, String endUrl, String explainUrl) {
        this.timing = timing;
        this.preview = preview;
        this.endUrl = endUrl;
        this.explainUrl = explainUrl;
    }

    /** Returns what takes the request's times, or null where it is not explained. */
    @Nullable
    ServerTiming timing() {
        return timing;
    }

    /** Returns the time now for {@link #add}, or 0 where the request is not explained. */
    long start() {
        return timing == null ? 0 : System.nanoTime();
    }

    void add(Function<ServerTiming, LongAdder> what, long start) {
        if (timing != null) {
            what.apply(timing).add(System.nanoTime() - start);
        }
    }

    boolean isPreview() {
        return preview != null;
    }

    /** Returns whose stored profile is shown, or null: it is shown only to those who may have pages explained. */
    @Nullable
    ProfileKey storedProfile() {
        return preview == null || timing == null ? null : preview.preview().profile();
    }

    /** Returns whom a preview shows: trusted as far as can be, for it shows what such a visitor would see. */
    Visitor visitor(Profile stored) {
        if (preview == null) {
            return Visitor.unknown();
        }
        Preview shown = preview.preview();
        ProfileKey key = storedProfile();
        VisitorIds ids = key == null
                ? VisitorIds.NONE
                : key.type().equals(ProfileKey.USER_ID)
                        ? new VisitorIds(key.id(), null)
                        : new VisitorIds(null, key.id());
        return new Visitor(key == null ? shown.traits() : stored, key, Trust.PRINCIPAL)
                .withIds(ids)
                .withForced(shown.experiments());
    }

    /**
     * Returns which page answers: the one that a preview shows, if the plan names it, else the one that is decided.
     *
     * @param visitor looks the visitor up; not called where a preview decides
     */
    Variation variation(Plan plan, Supplier<Visitor> visitor) {
        String named = preview == null ? null : preview.preview().variation();
        Variation forced = named == null ? null : plan.variation(named);
        if (forced != null) {
            return forced;
        }
        Visitor known = visitor.get();
        long start = start();
        Variation decided = plan.variation(known);
        add(ServerTiming::decision, start);
        return decided;
    }

    /** Returns what a preview shows, in a few words, or null where there is none. */
    @Nullable
    String shown(Variation variation) {
        if (preview == null) {
            return null;
        }
        Preview shown = preview.preview();
        StringBuilder text = new StringBuilder(shown.visitor(timing != null));
        String named = shown.variation();
        if (named != null) {
            text.append(named.equals(variation.path()) ? " Variation: " : " This page has no variation ")
                    .append(named)
                    .append('.');
        }
        shown.experiments()
                .variations()
                .forEach((experiment, index) -> text.append(
                        isShown(experiment, index, variation)
                                ? " Experiment " + experiment + ": variation " + index + "."
                                : " This page does not show variation " + index + " of the experiment " + experiment
                                        + "."));
        return text.toString();
    }

    /** A link may name an experiment that is not held on this page, or a variation that it does not have. */
    private static boolean isShown(String experiment, int index, Variation variation) {
        Assignment assignment = variation.assignment();
        return assignment != null && assignment.experiment().equals(experiment) && assignment.index() == index;
    }

    /** Returns what marks the page, or null where it is no preview. */
    @Nullable
    Ribbon ribbon(Variation variation) {
        String text = shown(variation);
        if (text == null || preview == null) {
            return null;
        }
        List<Ribbon.Link> links = new ArrayList<>();
        if (preview.preview().profile() != null && timing == null) {
            links.add(new Ribbon.Link("Give the key", explainUrl));
        }
        links.add(new Ribbon.Link("End the preview", endUrl));
        return new Ribbon(text + " The preview ends at " + UNTIL.format(preview.until()) + " UTC.", links);
    }
}

package dev.attune.jakarta.preview;

import dev.attune.experiment.Assignments;
import dev.attune.internal.token.SigningKeys;
import dev.attune.jakarta.internal.preview.Preview;
import dev.attune.jakarta.internal.preview.Previews;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link that shows a page, and the pages that its viewer goes to from there, as a visitor of its maker's choice: one with
 * given traits, one with a stored profile, or one who is unknown; and with a given variation. Immutable.
 *
 * <p>The holder of the link can read what it says and use it until it expires. A stored profile it shows only to those who
 * may have pages explained.
 */
public final class PreviewLink {
    /** The longest that a link may be valid. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final String page;
    private final Preview preview;
    private final Duration validFor;

    private PreviewLink(String page, Preview preview, Duration validFor) {
        this.page = page;
        this.preview = preview;
        this.validFor = validFor;
    }

    /**
     * Returns a link that shows a page as an unknown visitor, for an hour.
     *
     * @param page the page's URL inside the web app, such as {@code /shop?size=4}
     * @throws IllegalArgumentException if it does not start with one {@code /}, or has a fragment or what no URL holds
     */
    public static PreviewLink to(String page) {
        if (!page.matches("/(?!/)[\\x21-\\x7E&&[^#\\\\\"<>]]*")) {
            throw new IllegalArgumentException("a page reads /path or /path?query, encoded as in a URL");
        }
        return new PreviewLink(page, new Preview(Profile.unknown(), null, null, Assignments.NONE), Duration.ofHours(1));
    }

    /**
     * Shows pages as a visitor who has these traits and no others.
     *
     * @param traits JSON values by name, as {@link Profile} has them; they stand in the link, for all to read who see it
     */
    public PreviewLink traits(Map<String, ? extends @Nullable Object> traits) {
        return with(new Preview(Profile.of(traits), null, preview.variation(), preview.experiments()));
    }

    /** Shows pages as the visitor of a stored profile. */
    public PreviewLink profile(ProfileKey key) {
        return with(new Preview(Profile.unknown(), key, preview.variation(), preview.experiments()));
    }

    /** Shows the variation at a path, on pages where a rule names it. */
    public PreviewLink variation(String path) {
        return with(new Preview(preview.traits(), preview.profile(), path, preview.experiments()));
    }

    /** Shows a variation of an experiment: its place in {@code serve}, from 0. */
    public PreviewLink experiment(String key, int variation) {
        Map<String, Integer> experiments = new HashMap<>(preview.experiments().variations());
        experiments.put(key, variation);
        return with(
                new Preview(preview.traits(), preview.profile(), preview.variation(), new Assignments(experiments)));
    }

    private PreviewLink with(Preview changed) {
        return new PreviewLink(page, changed, validFor);
    }

    /**
     * Sets how long the link is valid, from the moment that it is signed.
     *
     * @throws IllegalArgumentException if that is not between a minute and {@link #LONGEST}
     */
    public PreviewLink validFor(Duration time) {
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a preview link is valid for 1 minute to 30 days");
        }
        return new PreviewLink(page, preview, time);
    }

    /**
     * Returns the link, as a path with a query that stands behind the site's scheme and host.
     *
     * @param explainKey the setting {@code explainKey} of the web app
     * @param contextPath the web app's
     * @throws IllegalArgumentException if the key is none, or the link would be too long: some 2,000 characters of traits
     *     fit
     */
    public String url(String explainKey, String contextPath) {
        Previews previews = new Previews(SigningKeys.parse(explainKey), contextPath, InstantSource.system());
        return contextPath + page + (page.indexOf('?') < 0 ? '?' : '&') + Previews.PARAMETER + "="
                + previews.token(preview, validFor);
    }
}

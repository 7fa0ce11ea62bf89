package dev.attune.jakarta.internal;

import dev.attune.decision.Plan;
import dev.attune.decision.Visitor;
import dev.attune.internal.lookup.Lookup;
import dev.attune.jakarta.internal.explain.PageReport;
import dev.attune.jakarta.internal.explain.PageReport.Handling;
import dev.attune.jakarta.internal.explain.PageReport.Known;
import dev.attune.jakarta.internal.explain.PageReport.Who;
import dev.attune.jakarta.internal.explain.Question;
import dev.attune.jakarta.internal.rules.LiveRules;
import dev.attune.jakarta.internal.rules.RequestPath;
import dev.attune.jakarta.internal.rules.Routing;
import dev.attune.jakarta.internal.visitor.Identification;
import dev.attune.jakarta.internal.visitor.Identity;
import dev.attune.jakarta.internal.visitor.Profiles;
import dev.attune.jakarta.internal.visitor.StickyCookie;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Says what would become of a page, by the very plan that the filter acts upon. Thread-safe. */
record Explainer(
        Identity identity,
        Routing routing,
        String ownPaths,
        LiveRules rules,
        @Nullable Profiles profiles,
        InstantSource clock)
        implements Question.Answerer {

    @Override
    public PageReport answer(Question question, HttpServletRequest request) {
        String path = RequestPath.ofUrl(question.path());
        if (path == null) {
            throw new IllegalArgumentException("A path starts with / and stays inside the web app.");
        }
        Visitor asked = question.visitor();
        Identification identified = asked == null ? identity.of(request) : null;
        Who who = asked != null
                ? new Who(asked.key(), "asked for", asked.trust())
                : identified == null
                        ? nobody(request)
                        : new Who(identified.key(), identified.means(), identified.trust());
        ProfileKey key = who.key();
        Lookup lookup = key == null || profiles == null
                ? null
                : profiles.client().find(key).await();
        Profile profile = lookup == null ? Profile.unknown() : lookup.profile();
        Plan plan = rules.current().personalization().plan(path);
        Handling handling = handling(path, plan);
        return new PageReport(
                path,
                handling,
                who,
                new Known(lookup, profile),
                handling == Handling.PERSONALIZED ? plan.explain(visitor(profile, asked, identified, request)) : null,
                clock.instant());
    }

    private Who nobody(HttpServletRequest request) {
        return new Who(null, identity.mayKnow(request) ? "no source names anybody" : "not agreed to be known", null);
    }

    private Handling handling(String path, Plan plan) {
        if (path.startsWith(ownPaths)) {
            return Handling.ENDPOINT;
        }
        Handling handling = routing.handling(path, rules.current().personalization());
        return handling == Handling.PERSONALIZED && plan.isEmpty() ? Handling.NO_RULE : handling;
    }

    private Visitor visitor(
            Profile profile, @Nullable Visitor asked, @Nullable Identification identified, HttpServletRequest request) {
        if (asked != null) {
            return new Visitor(profile, asked.key(), asked.trust()).withIds(asked.ids());
        }
        return identified == null
                ? Visitor.unknown()
                : new Visitor(profile, identified.key(), identified.trust())
                        .withIds(identity.idsOf(request, identified))
                        .withSticky(StickyCookie.read(request));
    }
}

package dev.attune.jakarta.internal.visitor;

import dev.attune.decision.Assignment;
import dev.attune.experiment.Assignments;
import dev.attune.experiment.Enrolment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;

/**
 * The cookie in which a browser keeps its variations of sticky experiments. Anyone can write it, so it is read for what an
 * experiment can make sense of and no more.
 */
public final class StickyCookie {
    static final String NAME = "attune_experiments";

    private static final Duration AGE = Duration.ofDays(365);

    private StickyCookie() {}

    public static Assignments read(HttpServletRequest request) {
        Assignments kept = cookie(request).<Assignments>first(request, value -> {
            Assignments assignments = Assignments.parse(value);
            return assignments.isEmpty() ? null : assignments;
        });
        return kept == null ? Assignments.NONE : kept;
    }

    /**
     * Adds an assignment to what the browser keeps. What it kept of experiments that are no longer there is dropped.
     *
     * @param before what the browser keeps now
     * @param experiments the site's, by key
     */
    public static void keep(
            Assignment assignment,
            Assignments before,
            Map<String, Enrolment> experiments,
            HttpServletRequest request,
            HttpServletResponse response) {
        Assignments kept = Assignments.NONE;
        for (Map.Entry<String, Integer> entry : before.variations().entrySet()) {
            Enrolment enrolment = experiments.get(entry.getKey());
            if (enrolment != null && enrolment.experiment().sticky() && entry.getValue() < enrolment.variations()) {
                kept = kept.with(entry.getKey(), entry.getValue());
            }
        }
        String value = kept.with(assignment.experiment(), assignment.index()).toText();
        cookie(request).set(request, response, value, AGE);
    }

    private static OwnCookie cookie(HttpServletRequest request) {
        // The app's path as the container knows it: a request's own is as the browser sent it, parameters included.
        return new OwnCookie(NAME, request.getServletContext().getContextPath(), "Lax");
    }
}

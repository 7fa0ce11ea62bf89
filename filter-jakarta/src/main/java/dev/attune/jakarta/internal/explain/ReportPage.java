package dev.attune.jakarta.internal.explain;

import dev.attune.decision.AppliedEdit;
import dev.attune.decision.Decision;
import dev.attune.decision.Explanation;
import dev.attune.decision.RuleReport;
import dev.attune.internal.json.JsonText;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.text.Label;
import dev.attune.internal.transform.PageTransform;
import dev.attune.jakarta.internal.endpoint.OwnPage;
import dev.attune.jakarta.internal.visitor.Who;
import dev.attune.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as a page for people. Whatever a visitor, a profile or a rule says goes in as text. */
final class ReportPage {
    private static final String COPY = OwnPage.resource("copy.js");

    private final OwnPage page;
    private final PageReport report;

    private ReportPage(OwnPage page, PageReport report) {
        this.page = page;
        this.report = report;
    }

    /** Writes a report. */
    static OwnPage of(PageReport report, Fields asked) {
        return of(report, asked, null, null);
    }

    /** Writes a report, with a preview link that was just made. */
    static OwnPage withLink(PageReport report, Fields asked, String link) {
        return of(report, asked, link, null);
    }

    /** Writes a report, and why no preview link could be made of the form. */
    static OwnPage withoutLink(PageReport report, Fields asked, String why) {
        return of(report, asked, null, why);
    }

    private static OwnPage of(PageReport report, Fields asked, @Nullable String link, @Nullable String why) {
        OwnPage page = OwnPage.titled("Explain " + report.path());
        page.html("<header><strong>Attune explains</strong><form method=\"post\" action=\"explain\">")
                .html("<button name=\"do\" value=\"leave\">Leave</button></form></header><main>");
        ReportPage said = new ReportPage(page, report);
        said.ask(asked);
        if (link != null) {
            said.link(link);
        }
        said.summary();
        said.visitor();
        if (report.explanation() != null) {
            said.rules(report.explanation().rules());
            said.request(report.explanation().request());
        }
        said.traits();
        said.makeLink(asked, why);
        return page.html("</main>");
    }

    static OwnPage askForKey(@Nullable String problem) {
        OwnPage page = OwnPage.titled("Explain");
        page.html("<main class=\"small\"><section><h1>Why does a visitor see this page?</h1>")
                .html("<p class=\"soft\">For those who hold this site's <code>explainKey</code>.</p>");
        if (problem != null) {
            page.html("<p class=\"bad\" role=\"alert\">").text(problem).html("</p>");
        }
        // Without an action it goes to this very URL, with the question in its query.
        return page.html("<form method=\"post\" class=\"ask\"><label class=\"wide\">Key")
                .html("<input type=\"password\" name=\"key\" required autofocus"
                        + " autocomplete=\"current-password\"></label>")
                .html("<div><button name=\"do\" value=\"enter\">Open</button></div></form></section></main>");
    }

    static OwnPage problem(String message) {
        return OwnPage.titled("Explain")
                .html("<main class=\"small\"><section><h1>That cannot be explained</h1><p class=\"bad\">")
                .text(message)
                .html("</p><p><a href=\"explain\">Ask again</a></p></section></main>");
    }

    private void ask(Fields asked) {
        page.html("<section><form class=\"ask\" method=\"get\" action=\"explain\">");
        page.input("Page", "path", report.path(), "/");
        page.input("For user id", "user", asked.of("user"), "as this browser");
        page.input("or anonymous id", "anonymous", asked.of("anonymous"), "");
        page.html("<label>Trusted as<select name=\"trust\">");
        for (String trust : List.of("principal", "signed", "claimed")) {
            page.html("<option")
                    .html(asked.of("trust").equals(trust) ? " selected>" : ">")
                    .text(trust);
        }
        page.html("</select></label>");
        page.html("<div><button>Explain</button></div></form></section>");
    }

    private void summary() {
        page.html("<section><h1>").text(report.path()).html("</h1><p>");
        page.text(report.meaning()).html("</p>");
        Explanation explanation = report.explanation();
        if (explanation != null) {
            decision(explanation.decision());
        }
        PageReport.Shared shared = report.shared();
        if (shared != null) {
            shared(shared);
        }
        page.html("</section>");
    }

    private void shared(PageReport.Shared shared) {
        int outcomes = shared.outcomes().size();
        page.html("<p>");
        page.text("Shared caches may keep it for " + shared.route().age().toSeconds() + " s, one copy for each of "
                + outcomes + (outcomes == 1 ? " outcome: " : " outcomes: ") + String.join("; ", shared.outcomes())
                + ". ");
        page.text(
                shared.code() == null
                        ? "This visitor has no code, and the page is private: " + shared.reason() + "."
                        : "This visitor's outcome: " + shared.outcome() + ", with the code " + shared.code() + ".");
        page.html("</p>");
    }

    private void decision(Decision decision) {
        page.html("<dl>");
        item("Answered by", decision.variation() == null ? "the app's own page" : decision.variation());
        if (decision.experiment() != null) {
            item(
                    "Experiment",
                    decision.experiment().experiment() + ", variation "
                            + decision.experiment().index());
        }
        if (decision.clientTraits() != null) {
            item("The browser learns", JsonText.readable(decision.clientTraits()));
        }
        if (decision.pageColor() != null) {
            item(
                    "Page colour",
                    decision.pageColor()
                            + (PageTransform.isColor(decision.pageColor()) ? "" : ", left out: it is no colour"));
        }
        for (AppliedEdit edit : decision.edits()) {
            item(
                    "Edit",
                    edit.edit().select() + " " + Label.of(edit.edit().action()) + " "
                            + JsonText.readable(edit.values())
                            + (PageTransform.changes(edit)
                                    ? ""
                                    : ", left out: a placeholder has no value that may stand there"));
        }
        if (decision.variation() == null
                && decision.clientTraits() == null
                && decision.pageColor() == null
                && decision.edits().isEmpty()) {
            item("Done to the page", "nothing");
        }
        page.html("</dl>");
    }

    private void visitor() {
        Who who = report.visitor();
        page.html("<section><h2>The visitor</h2><dl>");
        item(
                "Who",
                who.key() == null ? "the request names no visitor" : who.key().toString());
        item("By", who.means());
        if (who.trust() != null) {
            item("Trust", Label.of(who.trust()));
        }
        item("Profile", profile());
        page.html("</dl></section>");
    }

    private String profile() {
        Lookup lookup = report.profile().lookup();
        if (lookup == null) {
            return "not looked up";
        }
        if (lookup instanceof Lookup.Found found) {
            Duration age = report.profile().age(report.now());
            return "from " + source(found.source())
                    + (age == null ? ", only pushed traits so far" : ", listed by the Profiles API " + ago(age))
                    + (found.isStale() ? "; stale, and being refreshed" : "");
        }
        return lookup instanceof Lookup.Unavailable unavailable
                ? "none: " + reason(unavailable.reason())
                : "none: the visitor is not known";
    }

    private static String source(Lookup.Source source) {
        return switch (source) {
            case CACHE -> "the cache";
            case STORE -> "the store";
            case API -> "the Profiles API";
        };
    }

    private static String reason(Lookup.Reason reason) {
        return switch (reason) {
            case LATE -> "it did not come within the budget; ask again, it will be in the cache";
            case FAILED -> "the Profiles API or the store failed";
            case REJECTED -> "the Profiles API does not answer for this id, or what it answers cannot be read";
            case BREAKER_OPEN -> "the Profiles API has been failing and gets no calls for a while";
            case OVERLOADED -> "too many look-ups are waiting";
            case NOT_ASKED -> "the Profiles API was not to be asked for this request";
            case CLOSED -> "the site is shutting down";
        };
    }

    private void rules(List<RuleReport> rules) {
        page.html("<section><h2>The rules</h2>");
        if (rules.isEmpty()) {
            page.html("<p>There is none for this path.</p></section>");
            return;
        }
        beginTable("Rule", "About", "Outcome", "What and why");
        for (RuleReport rule : rules) {
            String look = rule.applied() ? "yes" : rule.outcome() == RuleReport.Outcome.FAILED ? "failed" : "no";
            page.html("<tr><th scope=\"row\"><code>").text(rule.rule()).html("</code></th><td>");
            page.text(words(rule.kind())).html("</td><td><span class=\"badge " + look + "\">");
            page.text(words(rule.outcome())).html("</span></td><td>");
            page.text(rule.detail()).html("</td></tr>");
        }
        page.html("</tbody></table></section>");
    }

    private void traits() {
        Profile profile = report.profile().profile();
        page.html("<section><h2>The profile</h2>");
        if (profile.isUnknown()) {
            page.html("<p>Nothing is known of this visitor.</p></section>");
            return;
        }
        beginTable("Trait", "Value", "Came by", "As of");
        for (String name : profile.names()) {
            page.html("<tr><th scope=\"row\">").text(name).html("</th><td><code>");
            page.text(JsonText.readable(profile.value(name))).html("</code></td><td>");
            page.text(profile.isPushed(name) ? "webhook" : "Profiles API").html("</td><td>");
            page.text(time(profile.updatedAt(name))).html("</td></tr>");
        }
        page.html("</tbody></table></section>");
    }

    private void request(Map<String, @Nullable Object> asked) {
        if (asked.isEmpty()) {
            return;
        }
        page.html("<section><h2>What the rules ask of the request</h2>");
        page.html("<p class=\"soft\">Answered by your own request, as if it were one for this page.</p>");
        beginTable("Name", "Value");
        asked.forEach((name, value) -> {
            page.html("<tr><th scope=\"row\">").text(name).html("</th><td>");
            if (value == null) {
                page.html("missing</td></tr>");
            } else {
                page.html("<code>").text(JsonText.readable(value)).html("</code></td></tr>");
            }
        });
        page.html("</tbody></table></section>");
    }

    private void link(String link) {
        page.html("<section><h2>The preview link</h2><p><a class=\"code\" id=\"link\" rel=\"noreferrer\" href=\"");
        page.text(link)
                .html("\">")
                .text(link)
                .html("</a></p><p><button type=\"button\" id=\"copy\" hidden>Copy the link");
        page.html("</button> <span role=\"status\" id=\"copied\"></span></p><p class=\"soft\">");
        page.html("Its holder can read what it says and use it until it expires.</p></section>");
        page.script(COPY);
    }

    private void makeLink(Fields asked, @Nullable String why) {
        page.html("<section id=\"make-link\"><h2>Make a preview link</h2>");
        if (why != null) {
            page.html("<p class=\"bad\" role=\"alert\">").text(why).html("</p>");
        }
        LinkForm.write(report.path(), asked, page);
        page.html("</section>");
    }

    private void beginTable(String... columns) {
        page.html("<table><thead><tr>");
        for (String column : columns) {
            page.html("<th scope=\"col\">").html(column).html("</th>");
        }
        page.html("</tr></thead><tbody>");
    }

    private void item(String name, String value) {
        page.html("<dt>").text(name).html("</dt><dd>").text(value).html("</dd>");
    }

    private static String words(Enum<?> constant) {
        return Label.words(constant);
    }

    private static String time(@Nullable Instant time) {
        return time == null || time.equals(Instant.EPOCH)
                ? ""
                : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String ago(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s ago";
        }
        return seconds < 7200 ? seconds / 60 + " min ago" : seconds / 3600 + " h ago";
    }
}

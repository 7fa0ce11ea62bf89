package dev.attune.jakarta.internal.explain;

import dev.attune.decision.Decision;
import dev.attune.decision.Explanation;
import dev.attune.decision.RuleReport;
import dev.attune.internal.text.Label;
import dev.attune.jakarta.internal.visitor.Who;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as a header field: a dictionary of RFC 8941, in printable ASCII and at most {@value #MOST_CHARACTERS}
 * characters. Other characters stand percent-encoded. It names rules and ids, and no trait's value.
 */
public final class ReportHeader {
    static final int MOST_CHARACTERS = 2000;

    private static final int LONGEST_STRING = 300;

    private final StringBuilder field = new StringBuilder(256);

    private ReportHeader() {}

    /**
     * Writes a report.
     *
     * @param outcome what became of the response
     * @param preview what a preview shows, or null where the page is none
     */
    public static String of(PageReport report, Enum<?> outcome, @Nullable String preview) {
        ReportHeader header = new ReportHeader();
        header.token("outcome", Label.of(outcome));
        header.string("path", report.path());
        Who who = report.visitor();
        if (who.key() != null) {
            header.string("visitor", who.key().toString());
        }
        header.string("by", who.means());
        if (who.trust() != null) {
            header.token("trust", Label.of(who.trust()));
        }
        header.token("profile", report.profile().source());
        Duration age = report.profile().age(report.now());
        if (age != null) {
            header.token("age", Long.toString(Math.max(0, age.toSeconds())));
        }
        if (preview != null) {
            header.string("preview", preview);
        }
        Explanation explanation = report.explanation();
        if (explanation == null) {
            header.token("handling", Label.of(report.handling()));
        } else {
            header.decision(explanation.decision());
            header.rules(explanation.rules());
        }
        return header.field.toString();
    }

    private void decision(Decision decision) {
        if (decision.variation() != null) {
            string("variation", decision.variation());
        }
        token("edits", Integer.toString(decision.edits().size()));
    }

    private void rules(List<RuleReport> rules) {
        int start = field.length();
        field.append(", rules=(");
        int told = 0;
        for (RuleReport rule : rules) {
            int end = field.length();
            field.append(told == 0 ? "" : " ");
            quoted(withoutPosition(rule.rule()));
            field.append(';').append(Label.of(rule.outcome()));
            // Room for the end of the list and the number of those that are left out.
            if (field.length() > MOST_CHARACTERS - 20) {
                field.setLength(end);
                break;
            }
            told++;
        }
        if (told == 0) {
            field.setLength(start);
        } else {
            field.append(')');
        }
        if (told < rules.size()) {
            token("more", Integer.toString(rules.size() - told));
        }
    }

    /** A place in the rules file takes room, and says no more than the rule's number. */
    private static String withoutPosition(String rule) {
        int at = rule.indexOf(" (line ");
        return at < 0 ? rule : rule.substring(0, at);
    }

    private void token(String key, String token) {
        key(key);
        field.append(token);
    }

    private void string(String key, String text) {
        key(key);
        quoted(text);
    }

    private void key(String key) {
        field.append(field.isEmpty() ? "" : ", ").append(key).append('=');
    }

    /** A string of RFC 8941, section 3.3.3. */
    private void quoted(String text) {
        field.append('"');
        int start = field.length();
        for (byte unsigned : text.getBytes(StandardCharsets.UTF_8)) {
            int b = unsigned & 0xFF;
            if (b < ' ' || b > '~' || b == '%') {
                field.append('%').append(Integer.toHexString(0x100 | b).substring(1));
            } else {
                field.append(b == '"' || b == '\\' ? "\\" : "").append((char) b);
            }
            if (field.length() - start > LONGEST_STRING) {
                field.append("...");
                break;
            }
        }
        field.append('"');
    }
}

package dev.attune.decision;

import dev.attune.decision.RuleReport.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When and where a rule is in force.
 *
 * @param enabled whether it is at all
 * @param from the first moment, or null for always
 * @param until the first moment when it is over, or null for never
 * @param hosts the hosts, such as {@code shop.example} or {@code *.shop.example}; none for all
 */
record Validity(
        boolean enabled, @Nullable Instant from, @Nullable Instant until, List<String> hosts) {
    static final Validity ALWAYS = new Validity(true, null, null, List.of());

    private static final RequestAttribute HOST = new RequestAttribute(RequestAttribute.Kind.HOST, "");

    /** Returns the same with other times. */
    Validity during(@Nullable Instant first, @Nullable Instant end) {
        if (first != null && end != null && !first.isBefore(end)) {
            throw new IllegalArgumentException("until is not later than from");
        }
        return new Validity(enabled, first, end, hosts);
    }

    /** Returns the same for other hosts. */
    Validity onHosts(List<String> given) {
        List<String> names =
                given.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (names.isEmpty() || !names.stream().allMatch(ValidityReader::isHost)) {
            throw new IllegalArgumentException(
                    "expected hosts without a port, such as \"shop.example\" or \"*.shop.example\"");
        }
        return new Validity(enabled, from, until, names);
    }

    /** Returns why a rule is out of force for a request, or null where it is in force. */
    @Nullable
    Outcome refusal(RequestFacts request) {
        if (!enabled) {
            return Outcome.DISABLED;
        }
        Instant now = from == null && until == null ? null : request.time();
        if (from != null && (now == null || now.isBefore(from))) {
            return Outcome.NOT_YET;
        }
        if (until != null && (now == null || !now.isBefore(until))) {
            return Outcome.OVER;
        }
        return hosts.isEmpty() || isFor(request.value(HOST)) ? null : Outcome.OTHER_HOST;
    }

    private boolean isFor(@Nullable Object host) {
        for (String pattern : hosts) {
            boolean fits = pattern.startsWith("*.")
                    ? host instanceof String name && name.endsWith(pattern.substring(1))
                    : pattern.equals(host);
            if (fits) {
                return true;
            }
        }
        return false;
    }

    /** Returns a reason in words. */
    String words(Outcome refusal) {
        return switch (refusal) {
            case DISABLED -> "enabled is false";
            case NOT_YET -> "it holds from " + from;
            case OVER -> "it held until " + until;
            default -> "it holds on " + String.join(", ", hosts);
        };
    }
}

package dev.attune.internal.consent;

import dev.attune.internal.config.ConsentTerm;
import dev.attune.internal.config.PrivacySection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The terms on which a visitor may be known. A term that is missing, cannot be read, or is said twice and differently, is no
 * consent. Immutable and thread-safe.
 */
public final class Consent {
    /** Longer values are not looked at; cookies are at most 4 KB long in browsers (RFC 6265, section 6.1). */
    static final int MOST_CHARACTERS = 8192;

    private final List<ConsentTerm> terms;
    private final Set<String> headers = new LinkedHashSet<>();

    /** @param terms what must hold, all of it; none where no consent is needed */
    public Consent(List<ConsentTerm> terms) {
        this.terms = List.copyOf(terms);
        for (ConsentTerm term : terms) {
            headers.add(headerOf(term));
        }
    }

    /** Returns the names of the request headers that this hangs on, in the order of the terms. */
    public List<String> headers() {
        return List.copyOf(headers);
    }

    /** Whether there is a term at all. */
    public boolean isNeeded() {
        return !terms.isEmpty();
    }

    /** Whether all terms hold for a request. */
    public boolean isGivenIn(Signals request) {
        for (ConsentTerm term : terms) {
            if (!holds(term, request)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(ConsentTerm term, Signals request) {
        if (term instanceof ConsentTerm.OneTrust oneTrust) {
            return allSay(request.cookies("OptanonConsent"), value -> OneTrustCookie.hasOn(value, oneTrust.groups()));
        }
        if (term instanceof ConsentTerm.Transparency wanted) {
            List<String> strings = new ArrayList<>();
            wanted.cookies().forEach(name -> strings.addAll(request.cookies(name)));
            return allSay(strings, value -> isGiven(wanted, TransparencyString.read(value)));
        }
        if (term instanceof ConsentTerm.Platform wanted) {
            List<String> strings = new ArrayList<>();
            wanted.european().cookies().forEach(name -> strings.addAll(request.cookies(name)));
            return allSay(strings, value -> isGiven(wanted, PlatformString.sections(value)));
        }
        if (term instanceof ConsentTerm.Cookie cookie) {
            return allSay(request.cookies(cookie.name()), value -> isWanted(cookie.value(), value));
        }
        if (term instanceof ConsentTerm.Header header) {
            return allSay(request.headers(header.name()), value -> isWanted(header.value(), value));
        }
        // Global Privacy Control: a browser that objects to nothing sends no such header.
        return request.headers("Sec-GPC").stream()
                .allMatch(value -> value.strip().equals("0"));
    }

    /** Whether there is a value, and none that says otherwise: a browser may send a cookie of each of several paths. */
    private static boolean allSay(List<String> values, Predicate<String> yes) {
        for (String value : values) {
            if (value.length() > MOST_CHARACTERS || !yes.test(value)) {
                return false;
            }
        }
        return !values.isEmpty();
    }

    private static boolean isWanted(@Nullable String wanted, String value) {
        String given = value.strip();
        return wanted == null ? !given.isEmpty() : wanted.equals(given);
    }

    private static boolean isGiven(ConsentTerm.Transparency wanted, @Nullable TransparencyString string) {
        return string != null
                && string.isValid()
                && wanted.purposes().stream().allMatch(string::allowsPurpose)
                && wanted.vendors().stream().allMatch(string::allowsVendor)
                && wanted.vendors().stream().allMatch(string::isDisclosed)
                && wanted.vendors().stream()
                        .allMatch(vendor -> wanted.purposes().stream()
                                .allMatch(purpose -> string.isLeftToConsent(purpose, vendor)));
    }

    /** Whether one of the sections is there, and each that is says yes. */
    private static boolean isGiven(ConsentTerm.Platform wanted, @Nullable Map<Integer, String> sections) {
        boolean isThere = false;
        if (sections != null) {
            for (Map.Entry<Integer, String> section : sections.entrySet()) {
                PrivacySection known = PrivacySection.of(section.getKey());
                if (known == null && wanted.mayConcern(section.getKey())) {
                    return false;
                }
                if (known == null || !wanted.sections().contains(known)) {
                    continue;
                }
                boolean given = known == PrivacySection.TCFEUV2
                        ? isGiven(wanted.european(), TransparencyString.read(section.getValue()))
                        : OptOutSection.isClear(known, section.getValue());
                if (!given) {
                    return false;
                }
                isThere = true;
            }
        }
        return isThere;
    }

    private static String headerOf(ConsentTerm term) {
        if (term instanceof ConsentTerm.GlobalPrivacyControl) {
            return "Sec-GPC";
        }
        return term instanceof ConsentTerm.Header header ? header.name() : "Cookie";
    }
}

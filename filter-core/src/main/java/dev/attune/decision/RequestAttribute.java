package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import dev.attune.internal.text.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One thing that rules ask of a request, such as {@code request.country} or {@code request.query.ref}.
 *
 * @param kind the kind of question
 * @param argument which one of its kind, such as the name of a query parameter; {@code ""} where there is one only. A
 *     header's name is in lower case
 */
public record RequestAttribute(Kind kind, String argument) {
    /** Begins the names of all attributes; a trait's name that begins so cannot be asked for. */
    public static final String PREFIX = "request.";

    private static final List<String> NAMES =
            Arrays.stream(Kind.values()).map(Kind::shown).toList();

    /** Returns whether a name in the rules means the request, and not a trait. */
    static boolean isMeant(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * Reads a name such as {@code request.country}.
     *
     * @throws IllegalArgumentException if a request has no such attribute
     */
    public static RequestAttribute parse(String name) {
        String rest = isMeant(name) ? name.substring(PREFIX.length()) : "";
        for (Kind kind : Kind.values()) {
            if (!kind.isNamed() && rest.equals(kind.label())) {
                return new RequestAttribute(kind, "");
            }
            if (kind.isNamed() && rest.startsWith(kind.label() + ".")) {
                return new RequestAttribute(
                        kind, checked(kind, name, rest.substring(kind.label().length() + 1)));
            }
        }
        throw new IllegalArgumentException(
                "a request has no " + MessageText.text(name) + NearestName.hint(name, NAMES));
    }

    private static String checked(Kind kind, String name, String argument) {
        boolean isToken = !argument.isEmpty()
                && argument.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
        boolean isValid = switch (kind) {
            case HEADER, COOKIE -> isToken;
            default -> !argument.isBlank();
        };
        if (!isValid) {
            throw new IllegalArgumentException("found " + MessageText.text(name) + "; expected " + kind.shown());
        }
        return kind == Kind.HEADER ? argument.toLowerCase(Locale.ROOT) : argument;
    }

    /** Returns the name as rules write it. */
    @Override
    public String toString() {
        return PREFIX + kind.label() + (kind.isNamed() ? "." + argument : "");
    }

    /** What can be asked. */
    public enum Kind {
        PATH,
        HOST,
        METHOD,
        QUERY,
        COOKIE,
        HEADER,
        ROUTE,
        LANGUAGE,
        LANGUAGES,
        DEVICE,
        BROWSER,
        OS,
        ROBOT,
        UTM_SOURCE,
        UTM_MEDIUM,
        UTM_CAMPAIGN,
        UTM_TERM,
        UTM_CONTENT,
        REFERRER,
        REFERRER_HOST,
        HOUR,
        WEEKDAY,
        DATE,
        COUNTRY,
        CONTINENT,
        EU,
        REGION,
        CITY,
        POSTAL_CODE,
        LATITUDE,
        LONGITUDE,
        TIMEZONE;

        /** Returns whether there are many of the kind, each with a name of its own. */
        public boolean isNamed() {
            return this == QUERY || this == COOKIE || this == HEADER || this == ROUTE;
        }

        /** Returns whether it says where the visitor is. */
        public boolean isPlace() {
            return compareTo(COUNTRY) >= 0;
        }

        /** Returns the name behind {@link RequestAttribute#PREFIX}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String shown() {
            return PREFIX + label() + (isNamed() ? ".NAME" : "");
        }
    }
}

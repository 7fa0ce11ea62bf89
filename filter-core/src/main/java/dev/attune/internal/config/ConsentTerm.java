package dev.attune.internal.config;

import dev.attune.internal.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that must hold before a visitor is looked up. */
public sealed interface ConsentTerm {
    /** What {@link #parse} reads, for messages. */
    String EXPECTED = "a comma-separated list of onetrust:GROUP, tcf:PURPOSES, tcf:PURPOSES:VENDORS, gpp:SECTIONS,"
            + " gpp:SECTIONS:PURPOSES:VENDORS, gpc, cookie:NAME, cookie:NAME=VALUE, header:NAME and header:NAME=VALUE,"
            + " where + joins several groups, purposes, vendors or sections";

    /** OneTrust's cookie has all of these groups on, such as {@code C0003}. */
    record OneTrust(List<String> groups) implements ConsentTerm {
        public OneTrust {
            groups = List.copyOf(groups);
        }
    }

    /**
     * A string of the IAB's Transparency and Consent Framework, version 2, says yes to all of these.
     *
     * @param cookies the names of the cookies that may hold it
     * @param purposes numbers from 1 to 24
     * @param vendors numbers from 1 to 65535; none to leave them aside
     */
    record Transparency(List<String> cookies, List<Integer> purposes, List<Integer> vendors) implements ConsentTerm {
        /** Where consent platforms keep it; OneTrust has a name of its own. */
        static final List<String> COOKIES = List.of("euconsent-v2", "eupubconsent-v2");

        public Transparency {
            cookies = List.copyOf(cookies);
            purposes = List.copyOf(purposes);
            vendors = List.copyOf(vendors);
        }
    }

    /**
     * A string of the IAB's Global Privacy Platform has one of these sections, and each of them that it has says yes.
     *
     * @param european what the section {@code tcfeuv2} must say, and the names of the cookies that may hold the string
     */
    record Platform(Set<PrivacySection> sections, Transparency european) implements ConsentTerm {
        /** The IAB names no cookie. These are those of its example, of pages that keep it themselves, and of OneTrust. */
        static final List<String> COOKIES = List.of("__gpp", "gpp", "OTGPPConsent");

        public Platform {
            sections = Set.copyOf(sections);
        }

        /** Whether a section that Attune does not read may hold an opt-out: the newest ones are those of more states. */
        public boolean mayConcern(int id) {
            return id > PrivacySection.USMN.id() && !sections.equals(Set.of(PrivacySection.TCFEUV2));
        }
    }

    /** The browser does not object by {@code Sec-GPC}. */
    record GlobalPrivacyControl() implements ConsentTerm {}

    /**
     * A cookie is there.
     *
     * @param value what it must say, as it stands in the header, or null for anything but nothing
     */
    record Cookie(String name, @Nullable String value) implements ConsentTerm {}

    /**
     * A request header is there.
     *
     * @param value what it must say, or null for anything but nothing
     */
    record Header(String name, @Nullable String value) implements ConsentTerm {}

    /**
     * Reads one term.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ConsentTerm parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        int at = name.indexOf('@');
        String kind = at < 0 ? name : name.substring(0, at);
        if (at >= 0 && !kind.equals("tcf") && !kind.equals("gpp")) {
            throw new IllegalArgumentException("'" + text + "': only tcf and gpp take a cookie name after an @");
        }
        return switch (kind) {
            case "onetrust" -> new OneTrust(items(text, rest, "[A-Za-z0-9_-]{1,64}", "a group"));
            case "tcf" -> transparency(text, rest, cookies(name, Transparency.COOKIES));
            case "gpp" -> platform(text, rest, cookies(name, Platform.COOKIES));
            case "gpc" -> gpc(text, colon);
            case "cookie" -> new Cookie(ValueTypes.token(beforeEquals(rest)), afterEquals(text, rest));
            case "header" -> new Header(ValueTypes.token(beforeEquals(rest)), afterEquals(text, rest));
            default -> throw unknown(text, kind);
        };
    }

    private static IllegalArgumentException unknown(String text, String kind) {
        String nearest = NearestName.to(kind, List.of("gpc", "gpp", "tcf", "onetrust", "cookie", "header"));
        return new IllegalArgumentException(
                "'" + text + "'" + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
    }

    private static ConsentTerm gpc(String text, int colon) {
        if (colon >= 0) {
            throw new IllegalArgumentException("'" + text + "': gpc takes no name");
        }
        return new GlobalPrivacyControl();
    }

    private static List<String> cookies(String name, List<String> usual) {
        int at = name.indexOf('@');
        return at < 0 ? usual : List.of(ValueTypes.token(name.substring(at + 1)));
    }

    private static Platform platform(String text, String rest, List<String> cookies) {
        int colon = rest.indexOf(':');
        Set<PrivacySection> sections = EnumSet.noneOf(PrivacySection.class);
        for (String name : items(text, colon < 0 ? rest : rest.substring(0, colon), "[a-z0-9]{1,16}", "a section")) {
            List<PrivacySection> named = PrivacySection.named(name);
            if (named.isEmpty()) {
                throw new IllegalArgumentException("'" + text + "': '" + name + "' is not a section; sections are "
                        + String.join(", ", PrivacySection.names()));
            }
            sections.addAll(named);
        }
        boolean isEuropean = sections.contains(PrivacySection.TCFEUV2);
        if (isEuropean != colon >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "': purposes, such as tcfeuv2:1+3, belong to the section tcfeuv2, and it needs them");
        }
        return new Platform(
                sections,
                isEuropean
                        ? transparency(text, rest.substring(colon + 1), cookies)
                        : new Transparency(cookies, List.of(), List.of()));
    }

    private static Transparency transparency(String text, String rest, List<String> cookies) {
        int colon = rest.indexOf(':');
        return new Transparency(
                cookies,
                numbers(text, colon < 0 ? rest : rest.substring(0, colon), 24, "a purpose"),
                colon < 0 ? List.of() : numbers(text, rest.substring(colon + 1), 65_535, "a vendor"));
    }

    private static List<Integer> numbers(String text, String items, int most, String what) {
        List<Integer> numbers = new ArrayList<>();
        for (String item : items(text, items, "[1-9][0-9]{0,4}", what)) {
            int number = Integer.parseInt(item);
            if (number > most) {
                throw new IllegalArgumentException(
                        "'" + text + "': " + what + " is a whole number from 1 to " + most + ", not '" + item + "'");
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static List<String> items(String text, String items, String pattern, String what) {
        List<String> found =
                Arrays.stream(items.split("\\+", -1)).map(String::strip).toList();
        for (String item : found) {
            if (!item.matches(pattern)) {
                throw new IllegalArgumentException("'" + text + "': '" + item + "' is not " + what);
            }
        }
        return found;
    }

    private static String beforeEquals(String rest) {
        int equals = rest.indexOf('=');
        return (equals < 0 ? rest : rest.substring(0, equals)).strip();
    }

    private static @Nullable String afterEquals(String text, String rest) {
        int equals = rest.indexOf('=');
        String value = equals < 0 ? null : rest.substring(equals + 1).strip();
        if (value != null && value.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' lacks a value after the equals sign");
        }
        return value;
    }
}

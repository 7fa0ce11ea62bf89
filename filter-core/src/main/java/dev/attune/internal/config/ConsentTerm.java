package dev.attune.internal.config;

import dev.attune.internal.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that must hold before a visitor is looked up. */
public sealed interface ConsentTerm {
    /** What {@link #parse} reads, for messages. */
    String EXPECTED = "a comma-separated list of onetrust:GROUP, tcf:PURPOSES, tcf:PURPOSES:VENDORS, gpc, cookie:NAME,"
            + " cookie:NAME=VALUE, header:NAME and header:NAME=VALUE, where + joins several groups, purposes or vendors";

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
        if (at >= 0 && !kind.equals("tcf")) {
            throw new IllegalArgumentException("'" + text + "': only tcf takes a cookie name after an @");
        }
        return switch (kind) {
            case "onetrust" -> new OneTrust(items(text, rest, "[A-Za-z0-9_-]{1,64}", "a group"));
            case "tcf" ->
                transparency(
                        text, rest, at < 0 ? Transparency.COOKIES : List.of(ValueTypes.token(name.substring(at + 1))));
            case "gpc" -> gpc(text, colon);
            case "cookie" -> new Cookie(ValueTypes.token(beforeEquals(rest)), afterEquals(text, rest));
            case "header" -> new Header(ValueTypes.token(beforeEquals(rest)), afterEquals(text, rest));
            default -> throw unknown(text, kind);
        };
    }

    private static IllegalArgumentException unknown(String text, String kind) {
        String nearest = NearestName.to(kind, List.of("gpc", "tcf", "onetrust", "cookie", "header"));
        return new IllegalArgumentException(
                "'" + text + "'" + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
    }

    private static ConsentTerm gpc(String text, int colon) {
        if (colon >= 0) {
            throw new IllegalArgumentException("'" + text + "': gpc takes no name");
        }
        return new GlobalPrivacyControl();
    }

    private static ConsentTerm transparency(String text, String rest, List<String> cookies) {
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
